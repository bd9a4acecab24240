"""Which PostgreSQL each lock of a `pgrx.server_packages` is for."""

load("//build/locks:locks.bzl", "major_of_package")

ERROR_NOT_ONE_MAJOR = """\
@{name}: {lock} has to be for one PostgreSQL, and its packages are for {found}.
To mend it: put `postgresql-<major>-<extension>` into a set of its own for each major, with what these depend on, \
and run: bazel run @{name}//:update"""

ERROR_MAJOR_TWICE = """\
@{name}: {first} and {lock} are both for PostgreSQL {major}.
To mend it: make one set of them, or give one of them a `pgrx.server_packages` of its own."""

def choose_locks(name, locks):
    """Which PostgreSQL each lock is for.

    Args:
      name: of the tag.
      locks: what `read_locks` gave.

    Returns:
      A struct of `by_major`, {major: index of a lock}, and `error`, a text or "".
    """
    by_major = {}
    for index, lock in enumerate(locks):
        if lock.error:
            return _no(lock.error)
        majors = sorted({major_of_package(pin.name): True for pin in lock.pins if major_of_package(pin.name)})
        if len(majors) != 1:
            return _no(ERROR_NOT_ONE_MAJOR.format(found = " and ".join(majors) or "none", lock = lock.text, name = name))
        if majors[0] in by_major:
            first = locks[by_major[majors[0]]].text
            return _no(ERROR_MAJOR_TWICE.format(first = first, lock = lock.text, major = majors[0], name = name))
        by_major[majors[0]] = index
    return struct(by_major = by_major, error = "")

def _no(error):
    return struct(by_major = {}, error = error)
