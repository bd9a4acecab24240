"""Levels of CPUs: what the rows say, and what is said of one that isn't to be had."""

load("@bazel_skylib//lib:partial.bzl", "partial")
load("@bazel_skylib//lib:unittest.bzl", "asserts", "unittest")
load("//platforms:arches.bzl", "ARCHES", "arch_of")
load("//platforms:levels.bzl", "LEVELS", "level_of", "levelled_platform", "levels_of")

def _rows_test_impl(ctx):
    env = unittest.begin(ctx)
    asserts.equals(env, LEVELS, [level for arch in ARCHES for level in levels_of(arch.cpu)])
    for row in LEVELS:
        asserts.equals(env, row.cpu, arch_of(row.cpu).cpu)
        asserts.equals(env, row, level_of("x", row.name))
        asserts.true(env, row.rust and row.clang and row.features, row.name)

        # Names of Debian's and apk's packages end in it.
        asserts.equals(env, row.name.lower().replace("_", "-"), row.name)
    return unittest.end(env)

def _platforms_test_impl(ctx):
    env = unittest.begin(ctx)
    said = []

    def levelled(platform, level):
        return levelled_platform("//:x", Label(platform), level, fail = said.append)

    for platform, level, wanted in [
        ("//platforms:linux_x86_64_pg17", "", "//platforms:linux_x86_64_pg17"),
        ("//platforms:linux_x86_64_pg17", "x86-64-v3", "//platforms:linux_x86-64-v3_pg17"),
        ("//platforms:linux_x86_64", "x86-64-v2", "//platforms:linux_x86-64-v2"),
        ("//platforms:linux_x86-64-v3_pg15", "x86-64-v3", "//platforms:linux_x86-64-v3_pg15"),
        ("//tests:mine", "", "//tests:mine"),
    ]:
        asserts.equals(env, Label(wanted), levelled(platform, level))
    asserts.equals(env, [], said)

    levelled("//platforms:linux_x86_64", "x86-64-v9")
    levelled("//platforms:linux_aarch64_pg17", "x86-64-v3")
    levelled("//platforms:linux_riscv64", "x86-64-v3")
    levelled("//tests:mine", "x86-64-v3")
    asserts.equals(env, ["""
//:x: there is no CPU level "x86-64-v9"; known: x86-64-v2, x86-64-v3, x86-64-v4, armv8.2-a, power9.
To mend it: take one of these, or none for code that each CPU of the architecture runs.""", """
//:x: the CPU level x86-64-v3 is one of x86_64, and {} is a platform of aarch64, which has armv8.2-a.
To mend it: take a level of aarch64, or none, or `platform = "@rules_pgrx//platforms:linux_x86-64-v3_pg<major>"`.""".format(Label("//platforms:linux_aarch64_pg17")), """
//:x: the CPU level x86-64-v3 is one of x86_64, and {} is a platform of riscv64, which has none.
To mend it: take a level of riscv64, or none, or `platform = "@rules_pgrx//platforms:linux_x86-64-v3_pg<major>"`.""".format(Label("//platforms:linux_riscv64")), """
//:x: `cpu_level = "x86-64-v3"` chooses among the platforms of rules_pgrx, and {} is none of them.
To mend it: leave `cpu_level` out, and put "@rules_pgrx//platforms:x86-64-v3" into `constraint_values` of that platform.""".format(Label("//tests:mine"))], said)
    return unittest.end(env)

_rows_test = unittest.make(_rows_test_impl)
_platforms_test = unittest.make(_platforms_test_impl)

def levels_test_suite(name):
    unittest.suite(
        name,
        partial.make(_rows_test, size = "small"),
        partial.make(_platforms_test, size = "small"),
    )
