"""Locks of a user's that are missing or broken: what is said, and that it is no failure yet."""

load("@bazel_skylib//lib:partial.bzl", "partial")
load("@bazel_skylib//lib:unittest.bzl", "asserts", "unittest")
load("//build/locks:locks.bzl", "read_text", "sets_of")
load("//build/locks:wanted.bzl", "wanted_packages")

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
    asserts.equals(env, """\
@v: `locks` has servers/nine.yaml, and a lock is called <set>.lock.json.
To mend it: write servers/nine.lock.json in `locks` of MODULE.bazel, then run: bazel run @v//:update""", read_text("v", Label("//:servers/nine.yaml"), "suites: []").error)
    asserts.equals(env, ["nine", "eight"], sets_of([_LABEL, Label("//servers:eight.lock.json")]))
    return unittest.end(env)

_YAML = """\
# packages: [not-this]
suites: [bookworm]
packages:
  - libpq5  # a comment
  - "libxml2"
architectures:
  - amd64
"""

def _wanted_test_impl(ctx):
    env = unittest.begin(ctx)
    asserts.equals(env, ["libpq5", "libxml2"], wanted_packages(_YAML))
    asserts.equals(env, ["a", "b", "g++", "d"], wanted_packages("packages: [a, 'b',\n  g++, # last\n  d]\nsuites: [e]\n"))
    asserts.equals(env, [], wanted_packages("packages: *all\noverrides: {armhf: {packages: [a]}}"))
    lock = json.encode({"packages": [], "schema": 1, "set": "nine"})
    asserts.equals(env, """\
@v: servers/nine.yaml asks for libpq5, libxml2, which servers/nine.lock.json doesn't have.
To mend it: run: bazel run @v//:update""", read_text("v", _LABEL, lock, _YAML).error)
    asserts.equals(env, "", read_text("v", _LABEL, lock, "suites: [e]").error)
    return unittest.end(env)

_wanted_test = unittest.make(_wanted_test_impl)

_read_test = unittest.make(_read_test_impl)

def locks_test_suite(name):
    unittest.suite(
        name,
        partial.make(_read_test, size = "small"),
        partial.make(_wanted_test, size = "small"),
    )
