"""The tokens of a line of a control file (PostgreSQL: `guc-file.l`)."""

visibility("private")

_DIGITS = "0123456789"
_ASCII = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
_HEX = _DIGITS + "abcdefABCDEF"
_OCTAL = _DIGITS[:8]
_NAME = _ASCII + "_" + _DIGITS
_WORD = _NAME + "-._:/"
_ESCAPES = {"b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}

# All that is not a letter, though it is ASCII. Bytes beyond are letters.
_OTHER = "\t\n\r !\"#$%&'()*+,-./:;<=>?@[\\]^`{|}~" + _DIGITS

def control_tokens(line):
    """The tokens of a line, up to a comment.

    Args:
      line: of a control file, without its end.

    Returns:
      A list of structs: `kind` ("name", "qualified", "value" or "="), `value`, and `length` in
      the line. None: there is something that is no token.
    """
    tokens = []
    for _ in range(len(line) + 1):
        line = line.lstrip(" \t\r")
        if not line or line[0] == "#":
            break
        if line[0] == "=":
            token = _token("=", "=", 1)
        elif line[0] == "'":
            token = _quoted(line)
        elif line[0] not in _OTHER:
            token = _word(line)
        else:
            token = _number(line)
        if not token:
            return None
        tokens.append(token)
        line = line[token.length:]
    return tokens

def _token(kind, value, length):
    return struct(kind = kind, length = length, value = value)

def _run(text, chars):
    """How many of `chars` a text starts with."""
    return len(text) - len(text.lstrip(chars))

def _is_letters(text, others):
    for char in text.elems():
        if char in _OTHER and char not in others:
            return False
    return True

def _is_name(text):
    return bool(text) and text[0] not in _OTHER and _is_letters(text, _DIGITS)

def _word(line):
    """A name, two with a dot between them, or an unquoted string."""
    length = len(line)
    for at, char in enumerate(line.elems()):
        if char in _OTHER and char not in _WORD:
            length = at
            break
    word = line[:length]
    first, dot, second = word.partition(".")
    if _is_name(word):
        return _token("name", word, length)
    if dot and _is_name(first) and _is_name(second):
        return _token("qualified", word, length)
    return _token("value", word, length)

def _number(line):
    """An integer, maybe with a unit, or a real number; whichever is longer."""
    start = 1 if line[0] in "+-" else 0
    whole = start + _run(line[start:], _DIGITS)
    end = whole + _run(line[whole:], _ASCII) if whole > start else 0
    if line[start:].startswith("0x"):
        hex = start + 2 + _run(line[start + 2:], _HEX)
        if hex > start + 2:
            end = max(end, hex + _run(line[hex:], _ASCII))
    if line[whole:].startswith("."):
        fraction = whole + 1 + _run(line[whole + 1:], _DIGITS)
        end = max(end, fraction + _exponent(line[fraction:]))
    return _token("value", line[:end], end) if end else None

def _exponent(text):
    """The length of the exponent that a text starts with."""
    if text[:1] not in ["e", "E"]:
        return 0
    sign = 1 if text[1:2] in ["+", "-"] else 0
    digits = _run(text[1 + sign:], _DIGITS)
    return 1 + sign + digits if digits else 0

def _quoted(line):
    """A quoted string: '' is a quote, and a backslash escapes as in C."""
    value, at = "", 1
    for _ in range(len(line)):
        char, next = line[at:at + 1], line[at + 1:at + 2]
        if not char or (char == "\\" and not next):
            return None
        if char == "'" and next != "'":
            return _token("value", value, at + 1)
        if char == "'":
            value, at = value + "'", at + 2
        elif char == "\\" and next in _OCTAL:
            digits = line[at + 1:at + 1 + min(3, _run(line[at + 1:], _OCTAL))]
            value, at = value + _char(int(digits, 8)), at + 1 + len(digits)
        elif char == "\\":
            value, at = value + _ESCAPES.get(next, next), at + 2
        else:
            value, at = value + char, at + 1
    return None

def _char(code):
    """The character of an octal code, of which PostgreSQL keeps the lowest eight bits."""
    return json.decode('"\\u%s"' % ("000" + "%x" % (code % 256))[-4:])
