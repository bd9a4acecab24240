"""Rows that are asked for and don't exist, and rows that say what nothing reads."""

load("@bazel_skylib//lib:partial.bzl", "partial")
load("@bazel_skylib//lib:unittest.bzl", "asserts", "unittest")
load("//platforms:arches.bzl", "ARCHES", "arch_of", "check_cpus")
load("//platforms:columns.bzl", "check_column", "check_status")
load("//platforms:postgres.bzl", "RELEASES", "SUITES", "release_of", "suite_of")

def _rows_test_impl(ctx):
    env = unittest.begin(ctx)
    said = []
    arch_of("vax", fail = said.append)
    suite_of("sid", fail = said.append)
    release_of("7", fail = said.append)
    asserts.equals(env, [
        "no architecture 'vax' in platforms/arches.bzl; known: " + ", ".join([row.cpu for row in ARCHES]),
        "no suite 'sid' in platforms/postgres.bzl; known: " + ", ".join([row.name for row in SUITES]),
        "no PostgreSQL '7' in platforms/postgres.bzl; known: " + ", ".join([row.major for row in RELEASES]),
    ], said)
    for row in ARCHES:
        asserts.equals(env, row, arch_of(row.cpu))
    for row in RELEASES:
        asserts.equals(env, row, release_of(row.major))
        asserts.equals(env, row.suite, suite_of(row.suite).name)

    # Whoever meets an experimental row, or a pair that is missing, is told why.
    for row in ARCHES + RELEASES:
        asserts.equals(env, row.status == "experimental", bool(row.reason), str(row))
    for row in SUITES + RELEASES:
        for cpu, reason in row.lacks.items():
            asserts.equals(env, cpu, arch_of(cpu).cpu)
            asserts.true(env, reason, "{} lacks {} and does not say why".format(row, cpu))
    return unittest.end(env)

def _cpus_test_impl(ctx):
    env = unittest.begin(ctx)
    said = []
    check_cpus("x", [row.cpu for row in ARCHES], fail = said.append)
    asserts.equals(env, [], said)
    check_cpus("x", ["vax"], fail = said.append)
    for row in ARCHES:
        check_cpus("x", [name for name in [row.debian, row.apk] if name != row.cpu], fail = said.append)
    known = ", ".join([repr(row.cpu) for row in ARCHES])
    asserts.equals(
        env,
        "\nx: `cpus` has \"vax\", which is no CPU of rules_pgrx.\nTo mend it: write one of {}.".format(known),
        said[0],
    )
    for text in said[1:]:
        asserts.true(env, "Bazel calls it" in text, text)
    return unittest.end(env)

def _columns_test_impl(ctx):
    env = unittest.begin(ctx)
    said = []
    check_column("a.bzl", "vax", "std", "sources", ["package", "source"], fail = said.append)
    check_column("a.bzl", "vax", "std", "source", ["package", "source"], fail = said.append)
    check_status("a.bzl", "vax", "suported", "", fail = said.append)
    check_status("a.bzl", "vax", "experimental", "", fail = said.append)
    check_status("a.bzl", "vax", "experimental", "no machine has it", fail = said.append)
    check_status("a.bzl", "vax", "supported", "", fail = said.append)
    asserts.equals(env, [
        "a.bzl: row vax has std 'sources'; known: package, source",
        "a.bzl: row vax has status 'suported'; known: supported, experimental",
        "a.bzl: row vax is experimental and says no reason",
    ], said)
    return unittest.end(env)

_rows_test = unittest.make(_rows_test_impl)
_cpus_test = unittest.make(_cpus_test_impl)
_columns_test = unittest.make(_columns_test_impl)

def rows_test_suite(name):
    unittest.suite(
        name,
        partial.make(_rows_test, size = "small"),
        partial.make(_cpus_test, size = "small"),
        partial.make(_columns_test, size = "small"),
    )
