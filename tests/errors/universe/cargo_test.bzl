"""What is read of cargo's errors and metadata: whose fault it is, and what mends it."""

load("@bazel_skylib//lib:partial.bzl", "partial")
load("@bazel_skylib//lib:unittest.bzl", "asserts", "unittest")
load("//build/crates:errors.bzl", "cargo_error", "check_chosen", "file_at_fault")

_NO_TOML = """\
warning: something else
error: unclosed array, expected `]`
 --> crates/a/Cargo.toml:4:9
  |
4 | foo = [
  |        ^
"""

_NO_LOCK = """\
error: failed to parse lock file at: /w/Cargo.lock

Caused by:
  TOML parse error at line 1, column 9
"""

_NO_SOURCE = """\
error: failed to parse manifest at `/w/Cargo.toml`

Caused by:
  can't find library `hello`, rename file to `src/lib.rs` or specify lib.path
"""

_LINK = """\
    Blocking waiting for file lock on package cache
    Updating index
error: failed to load manifest for workspace member `/home/me/hello/bazel-bin`
referenced via `*` by workspace at `/home/me/hello/Cargo.toml`
"""

def _fault_test_impl(ctx):
    env = unittest.begin(ctx)
    asserts.equals(env, "/w/crates/a/Cargo.toml", file_at_fault(_NO_TOML, "/w"))
    asserts.equals(env, "/w/Cargo.lock", file_at_fault(_NO_LOCK, "/w"))

    # A file that is missing mends it, or another that cargo didn't name.
    for said in [_NO_SOURCE, _LINK, ""]:
        asserts.false(env, file_at_fault(said, "/w"))
    return unittest.end(env)

def _link_test_impl(ctx):
    env = unittest.begin(ctx)
    said = []
    cargo_error("crates", "Cargo.toml", _LINK, fail = said.append)
    asserts.equals(env, ["""
@crates: [workspace] of Cargo.toml takes bazel-bin for a package, and it is a link that Bazel puts there.
To mend it: write `exclude = ["bazel-bin", "bazel-out", "bazel-testlogs", "bazel-hello"]` below [workspace]."""], said)
    return unittest.end(env)

def _chosen_test_impl(ctx):
    env = unittest.begin(ctx)
    said = []
    features = {feature: [] for feature in ["default", "fast", "pg17", "pg_test", "small"]}
    package = {"features": features, "name": "hello"}
    check_chosen("crates", ["fast", "serde/derive"], package, fail = said.append)
    asserts.equals(env, [], said)
    check_chosen("crates", ["fats"], package, fail = said.append)
    check_chosen("crates", ["fast"], {"features": {}, "name": "hello"}, fail = said.append)
    asserts.equals(env, ["""
@crates: `features` of pgrx.crates has "fats", and the package hello has no such feature.
To mend it: take some of fast, small, or add it to [features] of its Cargo.toml.""", """
@crates: `features` of pgrx.crates has "fast", and the package hello has no such feature.
To mend it: leave it out, or add it to [features] of its Cargo.toml."""], said)
    return unittest.end(env)

_chosen_test = unittest.make(_chosen_test_impl)
_fault_test = unittest.make(_fault_test_impl)
_link_test = unittest.make(_link_test_impl)

def cargo_test_suite(name):
    unittest.suite(
        name,
        partial.make(_chosen_test, size = "small"),
        partial.make(_fault_test, size = "small"),
        partial.make(_link_test, size = "small"),
    )
