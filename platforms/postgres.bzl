"""The PostgreSQL releases and the Debian suites they come from: one row each."""

load(":arches.bzl", "ARCHES")

def _suite(name, glibc, gcc, merged_usr, libraries = []):
    """A Debian suite that something is linked against.

    Args:
      name: the suite's code name; its lock is thirdparty/debian/sysroot_<name>.lock.json.
      glibc: highest symbol version its libc offers, what the ELF gate allows.
      gcc: major version of libgcc-<gcc>-dev.
      merged_usr: whether its packages hold everything under /usr (Debian 13 on).
      libraries: further C libraries of its sysroot; names of //build/sysroot:libraries.bzl.
    """
    return struct(name = name, glibc = glibc, gcc = gcc, merged_usr = merged_usr, libraries = libraries)

SUITES = [
    # The oldest: what programs that run during a build link against, so that
    # they start on every machine with this glibc or a later one.
    _suite("bookworm", glibc = "2.36", gcc = "12", merged_usr = False),
    _suite("trixie", glibc = "2.41", gcc = "14", merged_usr = True, libraries = ["lz4", "pq", "z"]),
]

EXEC_SUITE = "bookworm"

def _release(major, suite, arches = [arch.cpu for arch in ARCHES], status = "supported", reason = ""):
    """A PostgreSQL release: the major, its suite, and the architectures that the suite has it for."""
    return struct(major = major, suite = suite, arches = arches, status = status, reason = reason)

RELEASES = [
    _release("17", "trixie"),
]

DEFAULT_MAJOR = "17"

def suite_of(name):
    """The row of a suite; fails with the known names when there is none."""
    for suite in SUITES:
        if suite.name == name:
            return suite
    fail("no suite '{}' in platforms/postgres.bzl; known: {}".format(name, ", ".join([s.name for s in SUITES])))

def release_of(major):
    """The row of a PostgreSQL major; fails with the known ones when there is none."""
    for release in RELEASES:
        if release.major == major:
            return release
    fail("no PostgreSQL '{}' in platforms/postgres.bzl; known: {}".format(major, ", ".join([r.major for r in RELEASES])))

def pairs():
    """Each (arch row, release row) that exists."""
    return [
        (arch, release)
        for release in RELEASES
        for arch in ARCHES
        if arch.cpu in release.arches
    ]
