"""A PostgreSQL of somebody's own that makes no sense: what is said."""

load("@bazel_skylib//lib:partial.bzl", "partial")
load("@bazel_skylib//lib:unittest.bzl", "asserts", "unittest")
load("@rules_cc//cc:defs.bzl", "cc_library")
load("//build/postgres:headers.bzl", "ERROR_NO_HEADERS", "postgres_headers")
load("//build/postgres:info.bzl", "major_of")
load("//build/postgres:server.bzl", "ERROR_PROGRAM", "pg_server")
load("//platforms:arches.bzl", "ARCHES")
load(":missing_test.bzl", "fails_with_test")

def _major_test_impl(ctx):
    env = unittest.begin(ctx)
    for version, major in {"16.14": "16", "19": "19", "19rc1": "19", "devel": ""}.items():
        asserts.equals(env, major, major_of(version))
    return unittest.end(env)

_major_test = unittest.make(_major_test_impl)

def own_test_suite(name):
    """Declares the tests.

    Args:
      name: of the suite.
    """
    unittest.suite(name, partial.make(_major_test, size = "small"))
    cpu = ARCHES[0].cpu
    cc_library(name = name + "_none", tags = ["manual"])
    postgres_headers(
        name = name + "_headers",
        cpu = cpu,
        headers = ":{}_none".format(name),
        program = "own_test.bzl",
        tags = ["manual"],
        version = "16.14",
    )
    pg_server(
        name = name + "_server",
        cpu = cpu,
        library = "lib",
        major = "16",
        program = "own_test.bzl",
        programs = "bin",
        root = "own_test.bzl",
        share = "share",
        tags = ["manual"],
    )
    package = "@@//{}:{}".format(native.package_name(), name)
    for target, text in {
        "headers": ERROR_NO_HEADERS.format(found = "there is no", headers = package + "_none", label = package + "_headers"),
        "server": ERROR_PROGRAM.format(label = package + "_server", program = native.package_name() + "/own_test.bzl", programs = "bin"),
    }.items():
        fails_with_test(
            name = "{}_{}_test".format(name, target),
            size = "small",
            target_under_test = ":{}_{}".format(name, target),
            text = text,
        )
