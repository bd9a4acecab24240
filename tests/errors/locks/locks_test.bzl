"""Locks of a user's that are missing or broken: what is said, and that it is no failure yet."""

load("@bazel_skylib//lib:partial.bzl", "partial")
load("@bazel_skylib//lib:unittest.bzl", "asserts", "unittest")
load("//build/locks:locks.bzl", "read_text", "sets_of")

_LABEL = Label("//:servers/nine.lock.json")

def _read_test_impl(ctx):
    env = unittest.begin(ctx)
    good = read_text("v", _LABEL, json.encode({"packages": [], "schema": 1, "set": "nine"}))
    asserts.equals(env, struct(error = "", label = _LABEL, pins = [], text = "servers/nine.lock.json"), good)
    asserts.equals(env, """\
@v: there is no servers/nine.lock.json, so nothing says which files the packages are.
To mend it: say in servers/nine.yaml which packages are wanted, and run: bazel run @v//:update""", read_text("v", _LABEL, None).error)
    asserts.equals(env, """\
servers/nine.lock.json: this is no JSON.
Locks are written by machine; a merge or an editor may have broken this one.
Renew it with: bazel run @v//:update""", read_text("v", _LABEL, "<<<<<<< ours").error)
    asserts.equals(env, ["nine", "eight"], sets_of([_LABEL, Label("//servers:eight.lock.json")]))
    return unittest.end(env)

_read_test = unittest.make(_read_test_impl)

def locks_test_suite(name):
    unittest.suite(name, partial.make(_read_test, size = "small"))
