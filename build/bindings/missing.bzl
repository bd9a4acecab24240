"""What stands for the headers of a PostgreSQL that is not there, and says why not.

- `missing_pair`: it cannot be had for the CPU;
- `no_postgres`: the target platform names none.

Rules and not `no_match_error`, which no test could see.
"""

load("//build/debian:here.bzl", "HERE", "label_text")
load("//platforms:postgres.bzl", "pairs")

ERROR_MISSING_PAIR = """\
There is no PostgreSQL {major} for {cpu}: {reason}.
The row is {major} in platforms/postgres.bzl of rules_pgrx. For {cpu} there is: {others}."""

_NO_POSTGRES = """\
The target platform names no PostgreSQL, so there are no headers to bind to.
To mend it: build {release}, or choose a platform: --platforms={platforms}linux_<cpu>_pg<major>, of which there are:
  {names}"""

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
    platform = label_text("//platforms:linux_{}_pg{}", here)
    others = [platform.format(cpu, release.major) for arch, release in pairs() if arch.cpu == cpu]
    return ERROR_MISSING_PAIR.format(
        cpu = cpu,
        major = major,
        others = ", ".join(others) or "none",
        reason = reason,
    )

def _missing_pair_impl(ctx):
    fail("\n" + missing_pair_error(ctx.attr.cpu, ctx.attr.major, ctx.attr.reason))

missing_pair = rule(
    implementation = _missing_pair_impl,
    doc = "Fails at analysis and says which PostgreSQL is missing for which CPU, and why.",
    attrs = {
        "cpu": attr.string(mandatory = True),
        "major": attr.string(mandatory = True),
        "reason": attr.string(mandatory = True),
    },
)

def _no_postgres_impl(_ctx):
    fail("\n" + ERROR_NO_POSTGRES)

no_postgres = rule(
    implementation = _no_postgres_impl,
    doc = "Fails at analysis and says which platforms name a PostgreSQL.",
)
