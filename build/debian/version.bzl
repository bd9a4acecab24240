"""Debian versions: their order and their parts, as Debian policy (5.6.12) defines them."""

visibility(["//build/...", "//tests/..."])

def is_newer(a, b):
    """Whether version `a` is newer than version `b`.

    Args:
      a: a version, `[epoch:]upstream[-revision]`.
      b: another one.

    Returns:
      A bool.
    """
    return _key(a) > _key(b)

def upstream_of(version):
    """The upstream part of a version.

    Args:
      version: `[epoch:]upstream[-revision]`.

    Returns:
      A string.
    """
    return _split(version)[1]

def _split(version):
    """Epoch, upstream, revision; strings, "0" where it has none."""
    epoch, colon, rest = version.partition(":")
    if not colon:
        epoch, rest = "0", version
    upstream, dash, revision = rest.rpartition("-")
    if not dash:
        upstream, revision = rest, "0"
    return epoch, upstream, revision

def _key(version):
    """Lists of ints, which Starlark orders as dpkg orders versions."""
    epoch, upstream, revision = _split(version)
    return [[int(epoch)], _part(upstream), _part(revision)]

# `~` sorts before the end of a text, the end before letters, letters before the rest.
_TILDE = -1
_END = 0
_NON_LETTERS = 1000

def _part(text):
    """Runs of non-digits and of digits, in turn, each run of non-digits closed by _END."""
    key = []
    digits = None
    for c in text.elems():
        if c.isdigit():
            if digits == None:
                key.append(_END)
                digits = ""
            digits += c
            continue
        if digits != None:
            key.append(int(digits))
            digits = None
        key.append(_rank(c))
    if digits == None:
        key.append(_END)
        digits = "0"
    return key + [int(digits), _END, 0]

def _rank(c):
    if c == "~":
        return _TILDE

    # hash() of a string of one character is the character's code.
    return hash(c) if c.isalpha() else hash(c) + _NON_LETTERS
