"""Locks of `pgrx.server_packages` that don't fit together, and platforms that they have nothing for."""

load("@bazel_skylib//lib:partial.bzl", "partial")
load("@bazel_skylib//lib:unittest.bzl", "asserts", "unittest")
load("//build/emulation:choose.bzl", "choose_locks")
load("//build/emulation:packages.bzl", "no_packages_error")

def _lock(text, *names):
    return struct(error = "", pins = [struct(name = name) for name in names], text = text)

_SEVEN = _lock("servers/seven.lock.json", "libx1", "postgresql-7-x", "postgresql-7-y", "postgresql-client")
_EIGHT = _lock("eight.lock.json", "postgresql-8-x")

def _locks_test_impl(ctx):
    env = unittest.begin(ctx)
    asserts.equals(env, struct(by_major = {"7": 0, "8": 1}, error = ""), choose_locks("v", [_SEVEN, _EIGHT]))
    for locks, error in [
        ([_SEVEN, struct(error = "It is broken.", pins = [], text = "servers/nine.lock.json")], "It is broken."),
        ([_lock("no.lock.json", "libx1", "postgresql-client", "postgresql-x-y")], """\
@v: no.lock.json has to be for one PostgreSQL, and its packages are for none.
To mend it: put `postgresql-<major>-<extension>` into a set of its own for each major, with what these depend on, \
and run: bazel run @v//:update"""),
        ([_lock("both.lock.json", "postgresql-8-x", "postgresql-7-x")], """\
@v: both.lock.json has to be for one PostgreSQL, and its packages are for 7 and 8.
To mend it: put `postgresql-<major>-<extension>` into a set of its own for each major, with what these depend on, \
and run: bazel run @v//:update"""),
        ([_EIGHT, _lock("again.lock.json", "postgresql-8-y")], """\
@v: eight.lock.json and again.lock.json are both for PostgreSQL 8.
To mend it: make one set of them, or give one of them a `pgrx.server_packages` of its own."""),
    ]:
        asserts.equals(env, struct(by_major = {}, error = error), choose_locks("v", locks))
    return unittest.end(env)

_locks_test = unittest.make(_locks_test_impl)

def _platform_test_impl(ctx):
    env = unittest.begin(ctx)
    asserts.equals(env, """\
@v has no packages for PostgreSQL 7 on vax: they are not in seven.lock.json or eight.lock.json.
To mend it: see that the `architectures` of the set mean the CPU, or add `<set>.lock.json` of a set for the \
PostgreSQL to `pgrx.server_packages(name = "v", locks = [...])`, and run: bazel run @v//:update""", no_packages_error("v", "PostgreSQL 7 on vax", ["seven.lock.json", "eight.lock.json"]))
    return unittest.end(env)

_platform_test = unittest.make(_platform_test_impl)

def packages_test_suite(name):
    unittest.suite(
        name,
        partial.make(_locks_test, size = "small"),
        partial.make(_platform_test, size = "small"),
    )
