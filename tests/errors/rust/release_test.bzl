"""Standard libraries of another release than the compiler's."""

load("@bazel_skylib//lib:partial.bzl", "partial")
load("@bazel_skylib//lib:unittest.bzl", "asserts", "unittest")
load("//build/rust:release.bzl", "check_release")

_PINS = struct(packages = [
    struct(name = "libssl3", version = "3.0.22-1"),
    struct(name = "rustc-web", version = "1.96.0+dfsg1-1~deb12u2"),
])

def _said(version):
    said = []
    check_release("rust_std_vax", "libstd-rust-web-dev", version, "rust.lock.json", _PINS, fail = said.append)
    return said

def _release_test_impl(ctx):
    env = unittest.begin(ctx)
    asserts.equals(env, [], _said("1.96.0+dfsg1-1~deb12u2"))
    asserts.equals(env, [], _said("1.96.0+dfsg1-1~deb13u1+b1"))
    asserts.equals(env, ["""\
@rust_std_vax: libstd-rust-web-dev is 1.97.1+dfsg1-1, but the compiler of rust.lock.json is 1.96.0+dfsg1-1~deb12u2.
rustc reads the standard library of its own release alone. Renew all of them with: ./tools/bazel run //:update"""], _said("1.97.1+dfsg1-1"))
    return unittest.end(env)

_release_test = unittest.make(_release_test_impl)

def release_test_suite(name):
    unittest.suite(name, partial.make(_release_test, size = "small"))
