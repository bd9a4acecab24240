"""Targets of `@<name>` of a `pgrx.postgres_packages`: toolchains."""

load("//build/macros:refused.bzl", "refused")
load("//build/postgres:pair.bzl", "declare_pair")

def postgres_packages(pairs, constraint_values, error):
    """Declares them.

    Args:
      pairs: {<major>_<cpu>: the repositories of its headers and its server}.
      constraint_values: what else a platform must have.
      error: what is wrong with the locks.
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
        refused(
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
