"""What is said of a glibc that a CPU or a suite doesn't have."""

load("@bazel_skylib//lib:partial.bzl", "partial")
load("@bazel_skylib//lib:unittest.bzl", "asserts", "unittest")
load("//platforms:arches.bzl", "ARCHES")
load("//platforms:glibc.bzl", "before", "check_known", "default_floor", "floor_of")
load("//platforms:postgres.bzl", "SUITES", "oldest_suite")

def _said(call, *args):
    said = []
    call(fail = said.append, *args)
    return said

def _glibc_test_impl(ctx):
    env = unittest.begin(ctx)
    for arch in ARCHES:
        suite = oldest_suite(arch.cpu)
        default = default_floor(arch)
        asserts.equals(env, default, floor_of("//:x", "", arch, suite))
        asserts.equals(env, arch.glibc, floor_of("//:x", arch.glibc, arch, suite))
        asserts.equals(env, suite.glibc, floor_of("//:x", suite.glibc, arch, suite))
        asserts.false(env, before(default, arch.glibc), arch.cpu)
    asserts.equals(env, ["2.28", "2.36"], sorted({default_floor(arch): None for arch in ARCHES}))
    asserts.true(env, before("2.9", "2.17") and before("2.2.5", "2.3") and not before("2.17", "2.17"))
    return unittest.end(env)

def _texts_test_impl(ctx):
    env = unittest.begin(ctx)
    late = [arch for arch in ARCHES if default_floor(arch) != "2.28"][0]
    newest = SUITES[-1]
    asserts.equals(env, ["""
//:x: `glibc = "2.17"`, and {cpu} has no GNU C library older than {first} that anything is built for.
The row is {cpu} in platforms/arches.bzl of rules_pgrx.
To mend it: write `glibc = "{first}"` or a later one, or none: the default is {first}.""".format(cpu = late.cpu, first = late.glibc)], _said(floor_of, "//:x", "2.17", late, newest))
    asserts.equals(env, ["""
//:x: `glibc = "2.99"`, and the PostgreSQL that is built for comes with {glibc}, so the library would not load there.
The row is {name} in platforms/postgres.bzl of rules_pgrx.
To mend it: write `glibc = "{glibc}"` or an earlier one, or none: the default is 2.28.""".format(glibc = newest.glibc, name = newest.name)], _said(floor_of, "//:x", "2.99", ARCHES[0], newest))
    for glibc in ["2", "2.", "3.1", "2.x", "2.017", "2.2.5", "v2.17", " 2.17"]:
        asserts.equals(env, ["""
x: `glibc = "{}"` is no version of the GNU C library that can be asked for.
To mend it: write one such as "2.17" or "2.28"; without it, the default of each CPU is taken.""".format(glibc)], _said(check_known, "x", glibc), glibc)
    for glibc in ["", "2.17", "2.0", "2.41"]:
        asserts.equals(env, [], _said(check_known, "x", glibc), glibc)
    return unittest.end(env)

_glibc_test = unittest.make(_glibc_test_impl)
_texts_test = unittest.make(_texts_test_impl)

def glibc_test_suite(name):
    unittest.suite(
        name,
        partial.make(_glibc_test, size = "small"),
        partial.make(_texts_test, size = "small"),
    )
