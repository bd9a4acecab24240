"""Which packages a set's yaml asks for, so that a lock that was forgotten is noticed.

`debian_lock` reads such files whole; here what counts is that no name is made up. A form of YAML that people
don't write there is read as no packages.
"""

visibility(["//build/locks/...", "//tests/errors/locks/..."])

_KEY = "packages"

# Debian's policy, 5.6.1.
_CHARS = "abcdefghijklmnopqrstuvwxyz0123456789+-."

def _names(words):
    """Those of some words that name packages."""
    names = [word.strip().strip("'\"") for word in words]
    return [name for name in names if name and not [char for char in name.elems() if char not in _CHARS]]

def wanted_packages(text):
    """The packages of a set.

    Args:
      text: of its yaml.

    Returns:
      A list of names.
    """
    names, state = [], ""
    for line in text.split("\n"):
        line = (" " + line).partition(" #")[0].strip()
        if not line:
            continue
        if state == "list" and line.startswith("- "):
            names += _names([line[2:]])
            continue
        if state != "brackets":
            key, _, line = line.partition(":")
            line = line.strip()
            state = "" if key != _KEY else "brackets" if line else "list"
        if state == "brackets":
            names += _names(line.strip("[]").split(","))
            state = "" if line.endswith("]") else state
    return names
