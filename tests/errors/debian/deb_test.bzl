"""A .deb that Bazel can open, and one that it cannot."""

load("@bazel_skylib//lib:partial.bzl", "partial")
load("@bazel_skylib//lib:unittest.bzl", "asserts", "unittest")
load("//build/debian:deb.bzl", "find_data")

_PIN = struct(name = "libx1", version = "1.2-3", architecture = "amd64")

def _data_test_impl(ctx):
    env = unittest.begin(ctx)
    for name in ["data.tar.xz", "data.tar.zst", "data.tar.gz"]:
        asserts.equals(env, name, find_data(_PIN, ["debian-binary", "control.tar.xz", name]))
    errors = []
    asserts.equals(env, None, find_data(_PIN, ["debian-binary", "control.tar.xz", "data.tar.new"], fail = errors.append))
    asserts.equals(env, ["""\
libx1 1.2-3 for amd64: the .deb holds control.tar.xz, data.tar.new, debian-binary, but none of \
data.tar.xz, data.tar.zst, data.tar.gz, data.tar.bz2.
If it is compressed in a new way, pin another version of the package or leave it out of its set."""], errors)
    return unittest.end(env)

_data_test = unittest.make(_data_test_impl)

def deb_test_suite(name):
    unittest.suite(name, partial.make(_data_test, size = "small"))
