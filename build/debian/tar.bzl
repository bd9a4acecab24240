"""Symbolic links with relative targets, which `rctx.symlink` cannot make.

A repository rule can create links with absolute targets only, and those break
when the tree is copied, cached or sent to a remote worker. What it can do is
write a text and extract an archive, and an archive of links is a text.
"""

visibility(["//build/debian/...", "//tests/..."])

_BLOCK = 512

# Longest path that fits a header; longer ones go into a block of their own.
_LONGEST = 100

def links_archive(links):
    """A tar archive of symbolic links.

    Args:
      links: {path of the link in the archive: target, relative to the link's folder}.

    Returns:
      The archive's content, as a string.
    """
    blocks = []
    for path, target in links.items():
        if len(target) > _LONGEST:
            blocks += _long("K", target)
        if len(path) > _LONGEST:
            blocks += _long("L", path)
        blocks.append(_header("2", path[:_LONGEST], target[:_LONGEST], 0))
    return "".join(blocks) + "\0" * (2 * _BLOCK)

def _long(kind, text):
    """GNU's extension: the next header's path (L) or target (K)."""
    body = text + "\0"
    return [
        _header(kind, "././@LongLink", "", len(body)),
        body + "\0" * (-len(body) % _BLOCK),
    ]

def _header(kind, path, target, size):
    before = _pad(path, 100) + "0000777\0" + 2 * "0000000\0" + _octal(size, 11) + "\0" + "00000000000\0"
    after = kind + _pad(target, 100) + "ustar\0" + "00" + "\0" * 247

    # The checksum is taken with its own eight bytes as blanks. hash() of a
    # string of one character is the character's code.
    checksum = 8 * 32
    for c in (before + after).elems():
        if c != "\0":
            checksum += hash(c)
    return before + _octal(checksum, 6) + "\0 " + after

def _pad(text, length):
    return text + "\0" * (length - len(text))

def _octal(number, digits):
    text = "%o" % number
    return "0" * (digits - len(text)) + text
