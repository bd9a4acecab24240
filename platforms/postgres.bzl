"""The PostgreSQL releases and the Debian suites they come from: one row each; and all majors there may be."""

load(":arches.bzl", "ARCHES")
load(":columns.bzl", "check_status")

def _suite(name, glibc, gcc, merged_usr, libraries, lacks = {}):
    """A Debian suite that something is linked against.

    Args:
      name: the suite's code name; its lock is thirdparty/debian/sysroot_<name>.lock.json.
      glibc: highest symbol version its libc offers, what the ELF gate allows.
      gcc: major version of libgcc-<gcc>-dev.
      merged_usr: whether its packages hold everything under /usr (Debian 13 on).
      libraries: further C libraries of its sysroot; names of //build/sysroot:libraries.bzl.
      lacks: {cpu: why the suite has no sysroot for it}.
    """
    return struct(
        name = name,
        glibc = glibc,
        gcc = gcc,
        merged_usr = merged_usr,
        libraries = libraries,
        lacks = lacks,
    )

_LIBRARIES = ["lz4", "pq", "z"]

SUITES = [
    # The oldest: what programs that run during a build link against, so that
    # they start on every machine with this glibc or a later one.
    _suite(
        "bookworm",
        glibc = "2.36",
        gcc = "12",
        merged_usr = False,
        libraries = _LIBRARIES,
        lacks = {
            "loongarch64": "Debian 12 was not released for loong64",
            "riscv64": "Debian 12 was not released for riscv64",
        },
    ),
    _suite(
        "trixie",
        glibc = "2.41",
        gcc = "14",
        merged_usr = True,
        libraries = _LIBRARIES,
        lacks = {"loongarch64": "Debian 13 was not released for loong64"},
    ),
    _suite("forky", glibc = "2.43", gcc = "16", merged_usr = True, libraries = _LIBRARIES),
]

EXEC_SUITE = "bookworm"

def _release(major, suite, status = "supported", reason = "", lacks = {}):
    """A PostgreSQL release.

    Args:
      major: PostgreSQL's major version, a string.
      suite: the row of SUITES whose C library it is built for.
      status: "supported" or "experimental".
      reason: why it is experimental.
      lacks: {cpu: why it can't be had for that one}, beside those that the suite lacks.
    """
    check_status("platforms/postgres.bzl", major, status, reason)
    return struct(
        major = major,
        suite = suite,
        status = status,
        reason = reason,
        lacks = suite_of(suite).lacks | lacks,
    )

def suite_of(name, fail = fail):
    """The row of a suite; fails with the known names when there is none.

    Args:
      name: the suite's name.
      fail: what to call with an error's text; tests pass their own.

    Returns:
      The row.
    """
    for suite in SUITES:
        if suite.name == name:
            return suite
    fail("no suite '{}' in platforms/postgres.bzl; known: {}".format(name, ", ".join([s.name for s in SUITES])))

def oldest_suite(cpu):
    """The row of the oldest suite that Debian has for a CPU."""
    return [suite for suite in SUITES if cpu not in suite.lacks][0]

RELEASES = [
    _release("15", "bookworm"),
    _release("17", "trixie"),
    _release("18", "forky"),
    _release(
        "19",
        "forky",
        status = "experimental",
        reason = "Debian has a release candidate, in its suite 'experimental'",
        # postgres.h: `typedef uint64_t Datum`; pgrx-pg-sys, src/submodules/datum.rs: a pointer.
        lacks = {
            arch.cpu: "a Datum has 64 bits in it whatever the CPU, and pgrx 0.19 gives it those of a pointer, 32"
            for arch in ARCHES
            if arch.bits == 32
        },
    ),
]

DEFAULT_MAJOR = "17"

# What pgrx has bindings of, whoever has the server: `RELEASES` are Debian's.
MAJORS = ["13", "14", "15", "16", "17", "18", "19"]

def linked_suite(arch, major):
    """The name of the suite whose C library is linked against.

    Args:
      arch: a row of arches.bzl.
      major: one of MAJORS.

    Returns:
      That of Debian's PostgreSQL; where it has none, the oldest that it has for the CPU.
    """
    for release in RELEASES:
        if release.major == major and arch.cpu not in release.lacks:
            return release.suite
    return oldest_suite(arch.cpu).name

def release_of(major, fail = fail):
    """The row of a PostgreSQL major; fails with the known ones when there is none.

    Args:
      major: the major, a string.
      fail: what to call with an error's text; tests pass their own.

    Returns:
      The row.
    """
    for release in RELEASES:
        if release.major == major:
            return release
    fail("no PostgreSQL '{}' in platforms/postgres.bzl; known: {}".format(major, ", ".join([r.major for r in RELEASES])))

def default_release(arch):
    """The row of an architecture's default PostgreSQL: DEFAULT_MAJOR, or the next one that it has."""
    releases = [release for release in RELEASES if arch.cpu not in release.lacks]
    return [release for release in releases if int(release.major) >= int(DEFAULT_MAJOR)][0]

def static_suite(arch):
    """The row of the suite whose C library static programs for an architecture have in them."""
    return suite_of(default_release(arch).suite)

def pairs():
    """Each (architecture row, release row) that can be had."""
    return [
        (arch, release)
        for release in RELEASES
        for arch in ARCHES
        if arch.cpu not in release.lacks
    ]

def supported_pairs():
    """Those of `pairs()` in which neither row is experimental."""
    return [
        (arch, release)
        for arch, release in pairs()
        if arch.status == "supported" and release.status == "supported"
    ]

def missing_pairs():
    """Each (architecture row, release row, reason) that can't be had."""
    return [
        (arch, release, release.lacks[arch.cpu])
        for release in RELEASES
        for arch in ARCHES
        if arch.cpu in release.lacks
    ]

def major_suffix(release):
    """What follows the CPU in names of targets for a release: `_pg<major>`, nothing for the default."""
    return "" if release.major == DEFAULT_MAJOR else "_pg" + release.major

def ext_name(arch, release):
    """The name of the extension's target for a pair: `ext_<cpu>`, with `_pg<major>` where it is not the default."""
    return "ext_" + arch.cpu + major_suffix(release)

def cpu_tags(arch):
    """The tags of what is made for a CPU: none for those that people build on, else `full`."""
    return [] if arch.host else ["full"]

def contrast_tags(arch):
    """The tags of costly tests: none also for the CPUs that differ most from the first, by their byte order."""
    return cpu_tags(arch) if arch.endian == ARCHES[0].endian else []

def tags_of(arch, release):
    """The tags of a pair's tests: none, or `full` where they run with `--config=full` alone.

    Always tested are all architectures on their default major, and the supported majors on
    the CPUs that people build on.
    """
    everyday = release == default_release(arch) or (arch.host and release.status == "supported")
    return [] if everyday else ["full"]

def sysroots():
    """Each (suite row, architecture row) that there is a sysroot for."""
    return [
        (suite, arch)
        for suite in SUITES
        for arch in ARCHES
        if arch.cpu not in suite.lacks
    ]
