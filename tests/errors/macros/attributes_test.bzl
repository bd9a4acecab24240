"""What a macro says of an attribute that it doesn't have."""

load("@bazel_skylib//lib:partial.bzl", "partial")
load("@bazel_skylib//lib:unittest.bzl", "asserts", "unittest")
load("//build/macros:attributes.bzl", "EVERY_TEST", "check_attributes")
load("//build/macros:rust.bzl", "RUST_SHARED_LIBRARY")

_TEXT = """
{}(name = "hello") has no attribute `{}`.{}
To mend it: take one of those that docs/rules.md of rules_pgrx lists under {}, or one that every rule has."""

def _said(macro, attribute, passed):
    said = []
    check_attributes(macro, "hello", {attribute: None}, passed, fail = said.append)
    return said

def _unknown_test_impl(ctx):
    env = unittest.begin(ctx)
    for macro, attribute, passed, nearest in [
        # A parameter of the macro.
        ("pgrx_crate", "major", RUST_SHARED_LIBRARY, "majors"),
        ("pgrx_extension", "upgrade_script", RUST_SHARED_LIBRARY, "upgrade_scripts"),
        # One of the rule inside.
        ("pgrx_extension", "rustc_envs", RUST_SHARED_LIBRARY, "rustc_env"),
        ("pgrx_platform_test", "timeouts", EVERY_TEST, "timeout"),
        # One of every rule.
        ("pgrx_push", "visibilty", [], "visibility"),
        # None that is near.
        ("pgrx_image", "frobnicate", ["entrypoint"], None),
        ("pgrx_test", "major", EVERY_TEST, None),
    ]:
        hint = " Did you mean `{}`?".format(nearest) if nearest else ""
        asserts.equals(env, [_TEXT.format(macro, attribute, hint, macro)], _said(macro, attribute, passed))
    return unittest.end(env)

def _known_test_impl(ctx):
    env = unittest.begin(ctx)
    for macro, attribute, passed in [
        ("pgrx_extension", "rustc_env", RUST_SHARED_LIBRARY),
        ("pgrx_platform_test", "shard_count", EVERY_TEST),
        ("pgrx_push", "testonly", []),
    ]:
        asserts.equals(env, [], _said(macro, attribute, passed))
    return unittest.end(env)

_unknown_test = unittest.make(_unknown_test_impl)
_known_test = unittest.make(_known_test_impl)

def attributes_test_suite(name):
    unittest.suite(name, partial.make(_unknown_test, size = "small"), partial.make(_known_test, size = "small"))
