"""Platforms, derived from the rows."""

load(":arches.bzl", "ARCHES")
load(":postgres.bzl", "DEFAULT_MAJOR", "EXEC_SUITE", "RELEASES", "SUITES", "pairs")

def declare_platforms():
    """Declares the constraints and `linux_<cpu>`, `linux_<cpu>_pg<major>`, `exec_<cpu>`.

    - `:suite`: which Debian suite's C library is linked against;
    - `:postgres`: which PostgreSQL major's headers, `none` for programs.
    """
    native.constraint_setting(name = "suite", default_constraint_value = ":suite_" + EXEC_SUITE)
    for suite in SUITES:
        native.constraint_value(name = "suite_" + suite.name, constraint_setting = ":suite")

    native.constraint_setting(name = "postgres", default_constraint_value = ":no_postgres")
    native.constraint_value(name = "no_postgres", constraint_setting = ":postgres")
    for release in RELEASES:
        native.constraint_value(name = "pg" + release.major, constraint_setting = ":postgres")
        native.config_setting(name = "is_pg" + release.major, constraint_values = [":pg" + release.major])

    for arch in ARCHES:
        native.platform(
            name = "exec_" + arch.cpu,
            constraint_values = [
                "@platforms//os:linux",
                "@platforms//cpu:" + arch.cpu,
                ":suite_" + EXEC_SUITE,
                ":no_postgres",
            ],
        )
    for arch, release in pairs():
        name = "linux_{}_pg{}".format(arch.cpu, release.major)
        native.platform(
            name = name,
            constraint_values = [
                "@platforms//os:linux",
                "@platforms//cpu:" + arch.cpu,
                ":suite_" + release.suite,
                ":pg" + release.major,
            ],
        )
        if release.major == DEFAULT_MAJOR:
            native.alias(name = "linux_" + arch.cpu, actual = ":" + name)
