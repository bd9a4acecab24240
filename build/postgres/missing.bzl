"""What is said of a PostgreSQL that is not there, and why it is not."""

load("//build/debian:here.bzl", "HERE", "label_text")
load("//platforms:postgres.bzl", "missing_pairs", "pairs")

ERROR_MISSING_PAIR = """\
There is no PostgreSQL {major} for {cpu}: {reason}.
The row is {major} in platforms/postgres.bzl of rules_pgrx. For {cpu} there is: {others}."""

_NO_POSTGRES = """\
The target platform names no PostgreSQL, so there are no headers to bind to.
To mend it: build {release}, or choose a platform: --platforms={platforms}linux_<cpu>_pg<major>, of which there are:
  {names}"""

ERROR_NO_TOOLCHAIN = """\
The target platform names PostgreSQL {major} and {cpu}, and no registered toolchain has that for all its constraints.
Debian's for {cpu}: {others}. Any other is yours to bring.
To mend it: declare a postgres_toolchain for it, or name its packages in pgrx.postgres_packages, and say \
register_toolchains("//<its package>:all") or ("@<its name>//:all") in MODULE.bazel; docs/own_postgres.md of rules_pgrx shows how. A platform of yours needs parents = ["{platform}"]."""

def no_postgres_error(here = HERE):
    """The text of the error.

    Args:
      here: whether it is read in this module; tests say so.

    Returns:
      A string.
    """
    return _NO_POSTGRES.format(
        names = "\n  ".join(["linux_{}_pg{}".format(arch.cpu, release.major) for arch, release in pairs()]),
        platforms = label_text("//platforms:", here),
        release = "//:ext_<cpu>" if here else "a pgrx_release of the extension",
    )

ERROR_NO_POSTGRES = no_postgres_error()

def missing_pair_error(cpu, major, reason, here = HERE):
    """The text of the error.

    Args:
      cpu: Bazel's name of the CPU.
      major: PostgreSQL's major version.
      reason: why it cannot be had.
      here: whether it is read in this module; tests say so.

    Returns:
      A string.
    """
    return ERROR_MISSING_PAIR.format(
        cpu = cpu,
        major = major,
        others = _others(cpu, here),
        reason = reason,
    )

def _others(cpu, here):
    """The platforms of Debian's PostgreSQLs for a CPU."""
    platform = label_text("//platforms:linux_{}_pg{}", here)
    return ", ".join([platform.format(cpu, release.major) for arch, release in pairs() if arch.cpu == cpu]) or "none"

def missing_error(cpu, major, here = HERE):
    """Why no toolchain has the PostgreSQL of a platform.

    Args:
      cpu: Bazel's name of its CPU; "" where it has none of the rows'.
      major: PostgreSQL's major version; "" where it names none.
      here: whether it is read in this module; tests say so.

    Returns:
      A string.
    """
    if not cpu or not major:
        return no_postgres_error(here)
    for arch, release, reason in missing_pairs():
        if (arch.cpu, release.major) == (cpu, major):
            return missing_pair_error(cpu, major, reason, here)
    return ERROR_NO_TOOLCHAIN.format(
        cpu = cpu,
        major = major,
        others = _others(cpu, here),
        platform = label_text("//platforms:linux_{}_pg{}".format(cpu, major), here),
    )
