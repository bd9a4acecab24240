"""What a macro takes: an attribute that nothing knows is the macro's error, not that of a rule inside it."""

load(":parameters.bzl", "PARAMETERS")

visibility(["//build/...", "//tests/..."])

ERROR_UNKNOWN_ATTRIBUTE = """\
{macro}(name = "{name}") has no attribute `{attribute}`{nearest}
To mend it: take one of those that docs/rules.md of rules_pgrx lists under {macro}, or one that every rule has."""

# Bazel's Build Encyclopedia, "Attributes common to all build rules", of Bazel 7 to 9.
_EVERY_RULE = [
    "applicable_licenses",
    "aspect_hints",
    "compatible_with",
    "deprecation",
    "exec_compatible_with",
    "exec_group_compatible_with",
    "exec_properties",
    "features",
    "name",
    "package_metadata",
    "restricted_to",
    "tags",
    "target_compatible_with",
    "testonly",
    "toolchains",
    "visibility",
]

# "Attributes common to all test rules".
EVERY_TEST = ["args", "flaky", "local", "shard_count", "size", "timeout"]

def check_attributes(macro, name, given, passed, fail = fail):
    """Fails where a macro is given an attribute that neither it nor a rule inside it has.

    Args:
      macro: the macro's name, of parameters.bzl.
      name: the target's name.
      given: what is left of its arguments, such as `kwargs`.
      passed: attributes that a rule inside takes, besides those that every rule has.
      fail: what to call with an error's text; tests pass their own.
    """
    known = {attribute: True for attribute in _EVERY_RULE + list(passed)}
    for attribute in given:
        if attribute not in known:
            nearest = _nearest(attribute, PARAMETERS[macro] + list(passed) + _EVERY_RULE)
            fail("\n" + ERROR_UNKNOWN_ATTRIBUTE.format(
                attribute = attribute,
                macro = macro,
                name = name,
                nearest = ". Did you mean `{}`?".format(nearest) if nearest else ".",
            ))

def _nearest(word, names):
    """The name that takes the fewest edits, at most a third of its letters; "" where there is none."""
    found = sorted([(_edits(word, name), name) for name in names])
    return found[0][1] if found and found[0][0] * 3 <= max(len(word), len(found[0][1])) else ""

def _edits(one, other):
    """How many letters have to be put in, left out or changed (Levenshtein's distance)."""
    before = range(len(other) + 1)
    for row in range(len(one)):
        now = [row + 1]
        for column in range(len(other)):
            now.append(min(
                before[column + 1] + 1,
                now[column] + 1,
                before[column] + (0 if one[row] == other[column] else 1),
            ))
        before = now
    return before[-1]
