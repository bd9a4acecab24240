"""Control files, after which extensions are called."""

load("@bazel_skylib//lib:partial.bzl", "partial")
load("@bazel_skylib//lib:unittest.bzl", "asserts", "unittest")
load("//build/extension:extension.bzl", "extension_of")
load("//build/extension:installed.bzl", "check_once")

def _control_test_impl(ctx):
    env = unittest.begin(ctx)
    for control in ["sketches.control", "//a/b:sketches.control", ":sketches.control", "sql/sketches.control"]:
        asserts.equals(env, "sketches", extension_of("x", control))
    for control in ["sketches.ctl", "control", "//a:sketches.control.in", ".control", "//a:.control"]:
        said = []
        extension_of("hello", control, fail = said.append)
        asserts.equals(env, ["""\
hello: the control file {} is not named <extension>.control, after which the extension is called.
To mend it: rename the file to <extension>.control, and name it in `control`.""".format(control)], said)
    return unittest.end(env)

def _scripts_test_impl(ctx):
    env = unittest.begin(ctx)
    check_once("//:x", ["x--1--2.sql", "x--2--3.sql"])
    said = []
    check_once("//:x", ["x--1--2.sql", "x--2--3.sql", "x--1--2.sql"], fail = said.append)
    asserts.equals(env, ["""\
//:x: two of `upgrade_scripts` are called x--1--2.sql, and one would be installed over the other.
To mend it: keep one of them, beside the control file or in sql/."""], said)
    return unittest.end(env)

_control_test = unittest.make(_control_test_impl)
_scripts_test = unittest.make(_scripts_test_impl)

def control_test_suite(name):
    unittest.suite(name, partial.make(_control_test, size = "small"), partial.make(_scripts_test, size = "small"))
