"""Platforms without a PostgreSQL: what is said."""

load("@bazel_skylib//lib:partial.bzl", "partial")
load("@bazel_skylib//lib:unittest.bzl", "analysistest", "asserts", "unittest")
load("//build/postgres:missing.bzl", "ERROR_NO_POSTGRES", "missing_error", "missing_pair_error", "no_postgres_error")
load("//platforms:arches.bzl", "ARCHES")
load("//platforms:postgres.bzl", "MAJORS", "RELEASES", "missing_pairs", "pairs")

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
        asserts.true(env, "The row is {} in platforms/postgres.bzl of rules_pgrx.".format(release.major) in said, said)
        for other, has in pairs():
            name = "//platforms:linux_{}_pg{}".format(other.cpu, has.major)
            asserts.equals(env, other.cpu == arch.cpu, " " + name in said, name + " in: " + said)
        elsewhere = missing_pair_error(arch.cpu, release.major, reason, here = False)
        asserts.equals(env, elsewhere.replace(" @rules_pgrx//", " //"), said)
        asserts.true(env, " //" not in elsewhere, elsewhere)
    for arch, release in pairs():
        name = "\n  linux_{}_pg{}".format(arch.cpu, release.major)
        asserts.true(env, name in ERROR_NO_POSTGRES, ERROR_NO_POSTGRES)
    asserts.true(env, "To mend it: build //:ext_<cpu>, or choose a platform: --platforms=//platforms:linux_<cpu>_pg<major>," in ERROR_NO_POSTGRES)
    elsewhere = no_postgres_error(here = False)
    asserts.true(env, "\nTo mend it: build a pgrx_release of the extension, or choose a platform: --platforms=@rules_pgrx//platforms:linux_<cpu>_pg<major>," in elsewhere, elsewhere)
    return unittest.end(env)

def _reason_test_impl(ctx):
    env = unittest.begin(ctx)
    for arch, release, reason in missing_pairs():
        asserts.equals(env, missing_pair_error(arch.cpu, release.major, reason), missing_error(arch.cpu, release.major))
    for cpu, major in [("", MAJORS[0]), (ARCHES[0].cpu, ""), ("", "")]:
        asserts.equals(env, ERROR_NO_POSTGRES, missing_error(cpu, major))

    # One that Debian lacks altogether, and one that some platform of somebody's doesn't get.
    debian = [release.major for release in RELEASES]
    for major in [[major for major in MAJORS if major not in debian][0], debian[0]]:
        said = missing_error(ARCHES[0].cpu, major, here = False)
        for wanted in [
            "The target platform names PostgreSQL {} and {}, and no".format(major, ARCHES[0].cpu),
            "Debian's for {0}: @rules_pgrx//platforms:linux_{0}_pg{1}, ".format(ARCHES[0].cpu, debian[0]),
            "declare a postgres_toolchain for it",
            "parents = [\"@rules_pgrx//platforms:linux_{}_pg{}\"]".format(ARCHES[0].cpu, major),
        ]:
            asserts.true(env, wanted in said, said)
    return unittest.end(env)

_reason_test = unittest.make(_reason_test_impl)

_text_test = unittest.make(_text_test_impl)

def text_test_suite(name):
    unittest.suite(name, partial.make(_text_test, size = "small"), partial.make(_reason_test, size = "small"))
