"""Platforms without a PostgreSQL: what is said."""

load("@bazel_skylib//lib:partial.bzl", "partial")
load("@bazel_skylib//lib:unittest.bzl", "analysistest", "asserts", "unittest")
load("//build/bindings:missing.bzl", "ERROR_NO_POSTGRES", "missing_pair_error")
load("//platforms:postgres.bzl", "missing_pairs", "pairs")

def _fails_with_test_impl(ctx):
    env = analysistest.begin(ctx)
    asserts.expect_failure(env, ctx.attr.text)
    return analysistest.end(env)

fails_with_test = analysistest.make(
    _fails_with_test_impl,
    doc = "`target_under_test` fails at analysis, and says `text`.",
    attrs = {"text": attr.string(mandatory = True)},
    expect_failure = True,
)

def _text_test_impl(ctx):
    env = unittest.begin(ctx)
    for arch, release, reason in missing_pairs():
        said = missing_pair_error(arch.cpu, release.major, reason)
        first = "There is no PostgreSQL {} for {}: {}.\n".format(release.major, arch.cpu, release.lacks[arch.cpu])
        asserts.true(env, said.startswith(first), said)
        asserts.true(env, "The row is {} in platforms/postgres.bzl.".format(release.major) in said, said)
        for other, has in pairs():
            name = "//platforms:linux_{}_pg{}".format(other.cpu, has.major)
            asserts.equals(env, other.cpu == arch.cpu, name in said, name + " in: " + said)
    for arch, release in pairs():
        name = "\n  linux_{}_pg{}".format(arch.cpu, release.major)
        asserts.true(env, name in ERROR_NO_POSTGRES, ERROR_NO_POSTGRES)
    asserts.true(env, "To mend it: build //:ext_<cpu>, or choose a platform: --platforms=" in ERROR_NO_POSTGRES)
    return unittest.end(env)

_text_test = unittest.make(_text_test_impl)

def text_test_suite(name):
    unittest.suite(name, partial.make(_text_test, size = "small"))
