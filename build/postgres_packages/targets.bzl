"""Targets of `@<name>` of a `pgrx.postgres_packages`: toolchains, and what renews their locks."""

load("//build/locks:update.bzl", "lock_update")
load("//build/postgres:pair.bzl", "declare_pair")

def _no_postgres_impl(ctx):
    fail("\n" + ctx.attr.error)

_no_postgres = rule(
    implementation = _no_postgres_impl,
    doc = "Stands for a PostgreSQL whose lock is missing or broken, and says so.",
    attrs = {"error": attr.string(mandatory = True)},
)

def postgres_packages(pairs, constraint_values, error, folder, renew, sets):
    """Declares them.

    Args:
      pairs: {<major>_<cpu>: the repositories of its headers and its server}.
      constraint_values: what else a platform must have.
      error: what is wrong with the locks.
      folder: of the locks, on this machine.
      renew: the command that renews the locks.
      sets: names of their sets.
    """
    for pair, (headers, server) in pairs.items():
        major, _, cpu = pair.partition("_")
        declare_pair(
            constraint_values = constraint_values,
            cpu = cpu,
            headers = headers + "//:postgres_headers",
            major = major,
            root = server + "//:server",
        )
    if error:
        # Nobody knows which PostgreSQLs they are: a build for any says what is wrong.
        _no_postgres(
            name = "no_postgres",
            error = error,
            tags = ["manual"],
            visibility = ["//visibility:public"],
        )
        native.toolchain(
            name = "broken",
            target_compatible_with = [Label("//platforms:pinned")] + constraint_values,
            toolchain = ":no_postgres",
            toolchain_type = Label("//build/postgres:toolchain_type"),
        )
    lock_update(
        name = "update",
        folder = folder,
        renew = renew,
        sets = sets,
        tags = ["manual"],
    )
