"""The order of Debian versions decides what a successor is: never an older one."""

load("@bazel_skylib//lib:partial.bzl", "partial")
load("@bazel_skylib//lib:unittest.bzl", "asserts", "unittest")
load("//build/debian:version.bzl", "is_newer", "upstream_of")

# Each row is older than the next.
_ORDER = [
    "1.0~~",
    "1.0~~a",
    "1.0~rc1-1",
    "1.0~rc1-1+deb12u1",
    "1.0",
    "1.0-1~deb12u1",
    "1.0-1",
    "1.0-1+b1",
    "1.0-1+deb12u1",
    "1.0-1+deb12u2",
    "1.0-1+deb12u10",
    "1.0a-1",
    "1.0+dfsg-1",
    "1.2-1",
    "1.10-1",
    "20251231235959-1",
    "1:0.1",
    "2:0~1",
]

def _order_test_impl(ctx):
    env = unittest.begin(ctx)
    for i, a in enumerate(_ORDER):
        for j, b in enumerate(_ORDER):
            asserts.equals(env, i > j, is_newer(a, b), "{} newer than {}".format(a, b))
    for a, b in [("1.01-0", "0:1.1"), ("0:1.1", "1.01-0")]:
        asserts.equals(env, False, is_newer(a, b), "{} and {} are the same version".format(a, b))
    return unittest.end(env)

def _upstream_test_impl(ctx):
    env = unittest.begin(ctx)
    for version, upstream in {
        "1.0": "1.0",
        "1.0+dfsg1-1~deb13u1+b1": "1.0+dfsg1",
        "2:1.0-rc1-1": "1.0-rc1",
    }.items():
        asserts.equals(env, upstream, upstream_of(version), version)
    return unittest.end(env)

_order_test = unittest.make(_order_test_impl)
_upstream_test = unittest.make(_upstream_test_impl)

def version_test_suite(name):
    unittest.suite(
        name,
        partial.make(_order_test, size = "small"),
        partial.make(_upstream_test, size = "small"),
    )
