"""Locks of `pgrx.postgres_packages`: which packages make up a PostgreSQL, and what is said where some lack."""

load("@bazel_skylib//lib:partial.bzl", "partial")
load("@bazel_skylib//lib:unittest.bzl", "asserts", "unittest")
load("//build/locks:locks.bzl", "major_of_package")
load("//build/postgres_packages:choose.bzl", "choose_postgres", "release_of_suite")

_RENEW = "bazel run @v//:update"

_MAJORS = ["7", "8"]

def _lock(text, suite, names, architectures = ["vax"]):
    return struct(
        error = "",
        pins = [
            struct(architecture = architecture, name = name, suite = suite)
            for name in names
            for architecture in architectures
        ],
        text = text,
    )

def _of(major):
    return ["postgresql-" + major, "postgresql-client-" + major, "postgresql-server-dev-" + major]

def _choose(*locks):
    return choose_postgres("v", locks, _MAJORS, _RENEW)

def _choice_test_impl(ctx):
    env = unittest.begin(ctx)

    # Majors side by side in one lock, on two CPUs; nothing of the system.
    side_by_side = _choose(_lock("pg.lock.json", "woody-pgdg", _of("7") + _of("8") + ["libpq5"], ["vax", "pdp11"]))
    asserts.equals(env, "", side_by_side.error)
    asserts.equals(env, [("7", "pdp11"), ("7", "vax"), ("8", "pdp11"), ("8", "vax")], side_by_side.pairs.keys())
    asserts.equals(env, struct(
        icu_lock = None,
        lock = 0,
        parts = {0: ["postgresql-8", "postgresql-client-8", "libpq5"]},
        server_lock = 0,
        suite = "woody-pgdg",
        system = False,
    ), side_by_side.pairs[("8", "vax")])

    # Its system in a lock of another archive; of what both have, the first lock's counts.
    two = _choose(
        _lock("pg.lock.json", "woody-pgdg", _of("7") + ["libpq5"]),
        _lock("system.lock.json", "woody", ["libc6", "libicu-dev", "libpq5"]),
    )
    asserts.equals(env, struct(
        icu_lock = 1,
        lock = 0,
        parts = {0: ["postgresql-7", "postgresql-client-7", "libpq5"], 1: ["libc6"]},
        server_lock = 0,
        suite = "woody-pgdg",
        system = True,
    ), two.pairs[("7", "vax")])
    return unittest.end(env)

_choice_test = unittest.make(_choice_test_impl)

def _error_test_impl(ctx):
    env = unittest.begin(ctx)
    good = _lock("pg.lock.json", "woody", _of("7"))
    for locks, error in [
        ([good, struct(error = "It is broken.", pins = [], text = "x.lock.json")], "It is broken."),
        ([_lock("x.lock.json", "woody", ["libpq5"]), _lock("y.lock.json", "woody", [])], """\
@v: x.lock.json or y.lock.json has no package postgresql-<major>.
To mend it: name postgresql-<major>, postgresql-client-<major> and postgresql-server-dev-<major> in `packages` of a set, \
and run: bazel run @v//:update"""),
        ([_lock("x.lock.json", "woody", _of("7")[:1])], """\
@v: of PostgreSQL 7 for vax, x.lock.json has postgresql-7, but not postgresql-client-7 and postgresql-server-dev-7.
To mend it: add postgresql-client-7 and postgresql-server-dev-7 to `packages` of its set, and run: bazel run @v//:update"""),
        ([_lock("x.lock.json", "woody", _of("6"))], """\
@v: x.lock.json has packages of PostgreSQL 6, of which pgrx has no bindings; it has those of 7, 8.
To mend it: take them out of `packages` of the set, and run: bazel run @v//:update"""),
    ]:
        asserts.equals(env, struct(error = error, pairs = {}), _choose(*locks))
    return unittest.end(env)

_error_test = unittest.make(_error_test_impl)

def _names_test_impl(ctx):
    env = unittest.begin(ctx)
    for name, major in {
        "libpq5": "",
        "postgresql": "",
        "postgresql-16": "16",
        "postgresql-16-pgvector": "16",
        "postgresql-16-postgis-3": "16",
        "postgresql-common": "",
        "postgresql-plpython3-16": "16",
        "postgresql-server-dev-16": "16",
        "postgresql-server-dev-all": "",
    }.items():
        asserts.equals(env, major, major_of_package(name), name)
    releases = [struct(suite = "woody"), struct(suite = "sarge")]
    for suite, found in {
        "etch": None,
        "sarge": "sarge",
        "sarge-pgdg": "sarge",
        "sarge-pgdg-archive": "sarge",
        "sargent": None,
        "woody-security": "woody",
    }.items():
        release = release_of_suite(suite, releases)
        asserts.equals(env, found, release.suite if release else None, suite)
    return unittest.end(env)

_names_test = unittest.make(_names_test_impl)

def choose_test_suite(name):
    unittest.suite(
        name,
        partial.make(_choice_test, size = "small"),
        partial.make(_error_test, size = "small"),
        partial.make(_names_test, size = "small"),
    )
