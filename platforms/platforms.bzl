"""Platforms, derived from the rows."""

load(":arches.bzl", "ARCHES")
load(":postgres.bzl", "EXEC_SUITE", "MAJORS", "SUITES", "default_release", "linked_suite", "oldest_suite", "static_suite")

def declare_platforms():
    """Declares the constraints and `linux_<cpu>[_pg<major>]`, `linux_<cpu>_static`, `crates_<cpu>`, `exec_<cpu>`, `exec`.

    - `:toolchains`: whose toolchains a platform is for. It has no default, so that those of this
      module, which ask for `:pinned`, are chosen for no platform but these and those that say it;
    - `:suite`: which Debian suite's C library is linked against;
    - `:postgres`: which PostgreSQL major's headers, `none` for programs;
    - `:linkage`: whether programs find the C library where they run or bring it along.
    """
    native.constraint_setting(name = "toolchains")
    native.constraint_value(name = "pinned", constraint_setting = ":toolchains")

    native.constraint_setting(name = "suite", default_constraint_value = ":suite_" + EXEC_SUITE)
    for suite in SUITES:
        native.constraint_value(name = "suite_" + suite.name, constraint_setting = ":suite")

    native.constraint_setting(name = "postgres", default_constraint_value = ":no_postgres")
    native.constraint_value(name = "no_postgres", constraint_setting = ":postgres")
    for major in MAJORS:
        native.constraint_value(name = "pg" + major, constraint_setting = ":postgres")
        native.config_setting(name = "is_pg" + major, constraint_values = [":pg" + major])

    native.constraint_setting(name = "linkage", default_constraint_value = ":dynamic")
    native.constraint_value(name = "dynamic", constraint_setting = ":linkage")
    native.constraint_value(name = "static", constraint_setting = ":linkage")

    for arch in ARCHES:
        native.platform(
            name = "exec_" + arch.cpu,
            constraint_values = [
                "@platforms//os:linux",
                "@platforms//cpu:" + arch.cpu,
                ":pinned",
                ":suite_" + EXEC_SUITE,
                ":no_postgres",
            ],
        )
    native.alias(name = "exec", actual = "@pinned//machine:exec")
    for arch in ARCHES:
        for major in MAJORS:
            # A pair that Debian lacks is a platform all the same: somebody may have a toolchain
            # for it, and else //build/postgres says what is missing.
            name = "linux_{}_pg{}".format(arch.cpu, major)
            native.platform(
                name = name,
                constraint_values = [
                    "@platforms//os:linux",
                    "@platforms//cpu:" + arch.cpu,
                    ":pinned",
                    ":suite_" + linked_suite(arch, major),
                    ":pg" + major,
                ],
            )
            if major == default_release(arch).major:
                native.alias(name = "linux_" + arch.cpu, actual = ":" + name)
    for arch in ARCHES:
        native.platform(
            name = "linux_{}_static".format(arch.cpu),
            constraint_values = [
                "@platforms//os:linux",
                "@platforms//cpu:" + arch.cpu,
                ":pinned",
                ":suite_" + static_suite(arch).name,
                ":no_postgres",
                ":static",
            ],
        )

        # What crates are compiled for, whatever PostgreSQL they end up beside: C in them
        # sees the oldest C library, so the objects link against each later one.
        native.platform(
            name = "crates_" + arch.cpu,
            constraint_values = [
                "@platforms//os:linux",
                "@platforms//cpu:" + arch.cpu,
                ":pinned",
                ":suite_" + oldest_suite(arch.cpu).name,
                ":no_postgres",
            ],
        )
