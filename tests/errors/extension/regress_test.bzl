"""Expected output of SQL tests that are not there."""

load("@bazel_skylib//lib:partial.bzl", "partial")
load("@bazel_skylib//lib:unittest.bzl", "asserts", "unittest")
load("//build/extension:regress.bzl", "check_outputs")

def _regress_test_impl(ctx):
    env = unittest.begin(ctx)
    said = []
    check_outputs("//:t", ["sql/a.sql", "sql/new.sql"], ["out/a.out", "out/a_1.out", "out/b_1.out"], fail = said.append)
    asserts.equals(env, ["""
//:t: out/b_1.out is the output of a test that is not there: none of `sql` is called b.sql.
To mend it: add that file to `sql`, or take out/b_1.out out of `expected`."""], said)
    return unittest.end(env)

_regress_test = unittest.make(_regress_test_impl)

def regress_test_suite(name):
    unittest.suite(name, partial.make(_regress_test, size = "small"))
