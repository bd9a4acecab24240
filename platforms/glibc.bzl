"""The oldest GNU C library that a library which ships is to load with: its floor.

`//platforms:glibc` is the setting, empty for the default of the CPU.
"""

# What transitions call the setting.
GLIBC = "//platforms:glibc"

# The oldest in wide use: Debian 10 and RHEL 8 have it.
_ADVERTISED = "2.28"

ERROR_NO_VERSION = """\
{name}: `glibc = "{glibc}"` is no version of the GNU C library that can be asked for.
To mend it: write one such as "2.17" or "2.28"; without it, the default of each CPU is taken."""

ERROR_TOO_OLD = """\
{label}: `glibc = "{glibc}"`, and {cpu} has no GNU C library older than {oldest} that anything is built for.
The row is {cpu} in platforms/arches.bzl of rules_pgrx.
To mend it: write `glibc = "{oldest}"` or a later one, or none: the default is {default}."""

ERROR_TOO_NEW = """\
{label}: `glibc = "{glibc}"`, and the PostgreSQL that is built for comes with {newest}, so the library would not load there.
The row is {suite} in platforms/postgres.bzl of rules_pgrx.
To mend it: write `glibc = "{newest}"` or an earlier one, or none: the default is {default}."""

def _key(version):
    return [int(part) for part in version.split(".")]

def default_floor(arch):
    """What a library for an architecture loads with where nothing else is asked for.

    Args:
      arch: a row of arches.bzl.

    Returns:
      A version: that which is advertised, or the CPU's first one.
    """
    return arch.glibc if _key(arch.glibc) > _key(_ADVERTISED) else _ADVERTISED

def check_known(name, glibc, fail = fail):
    """Fails unless a version is one, or empty.

    Args:
      name: who asks for it, for messages.
      glibc: the version.
      fail: what to call with an error's text; tests pass their own.
    """
    major, _, minor = glibc.partition(".")
    if glibc and not (major == "2" and minor.isdigit() and str(int(minor)) == minor):
        fail("\n" + ERROR_NO_VERSION.format(glibc = glibc, name = name))

def floor_of(label, glibc, arch, suite, fail = fail):
    """The floor of a library.

    Args:
      label: the library's target, for messages.
      glibc: what is asked for; "" for the default.
      arch: the row of its CPU.
      suite: the row of the Debian suite that it is compiled against.
      fail: what to call with an error's text; tests pass their own.

    Returns:
      A version; fails where CPU or suite don't have it.
    """
    check_known(label, glibc, fail)
    default = default_floor(arch)
    if glibc and _key(glibc) < _key(arch.glibc):
        fail("\n" + ERROR_TOO_OLD.format(cpu = arch.cpu, default = default, glibc = glibc, label = label, oldest = arch.glibc))
    if glibc and _key(glibc) > _key(suite.glibc):
        fail("\n" + ERROR_TOO_NEW.format(default = default, glibc = glibc, label = label, newest = suite.glibc, suite = suite.name))
    return glibc or default

def before(version, other):
    """Whether a version is older than another one."""
    return _key(version) < _key(other)

# What glibc had in libraries of their own until 2.34, and has empty ones for since.
_PARTS = ["libanl.so.1", "libdl.so.2", "libpthread.so.0", "libresolv.so.2", "librt.so.1", "libutil.so.1"]

def base_libraries(arch):
    """What a library may need beside PostgreSQL's own symbols, on every system of an architecture.

    Args:
      arch: a row of arches.bzl.

    Returns:
      Sonames: of glibc, with those of its former parts where it is that old, and of libgcc.
    """
    parts = _PARTS if before(arch.glibc, "2.34") else []
    return ["libc.so.6", "libgcc_s.so.1", "libm.so.6", arch.loader] + parts
