"""Which crates look for a library of the system, on tables of a few crates, and what is said of them."""

load("@bazel_skylib//lib:partial.bzl", "partial")
load("@bazel_skylib//lib:unittest.bzl", "asserts", "unittest")
load("//build/crates:system.bzl", "system_libraries")

def _row(name, deps = [], script = None, features = [], target = None):
    """A crate's row; `script` is what its build script depends on."""
    return {
        "name": name,
        "variants": {target or name: {
            "deps": {"": {dep: "{}-1:{}".format(dep, dep) for dep in deps}},
            "features": {"": features},
            "script": None if script == None else {"deps": {dep: "{}-1:{}".format(dep, dep) for dep in script}, "links": []},
        }},
        "version": "1",
    }

def _found(rows, features = {}, annotated = {}):
    crates = {row["name"] + "-1": row for row in rows + [_row("pkg-config"), _row("vcpkg"), _row("cc")]}
    return system_libraries("crates", crates, features, annotated, ["hello-1"])

def _openssl(features = [], script = ["cc", "pkg-config", "vcpkg"]):
    return [_row("hello", ["tls"]), _row("tls", ["openssl-sys"]), _row("openssl-sys", script = script, features = features)]

_OPENSSL = """\
@crates: the crate openssl-sys 1 looks for OpenSSL on the system, and a build has nothing of the system's.
It is there for hello -> tls -> openssl-sys.
To mend it: use rustls in its place; reqwest, sqlx and others have a feature for it, beside `default-features = false`; \
or turn on its feature `vendored`. Or give it one from Debian packages, by `pgrx.libraries` and \
`pgrx.annotation(crate = "openssl-sys", libraries = ...)`: docs/libraries.md of rules_pgrx."""

def _needed_test_impl(ctx):
    env = unittest.begin(ctx)
    found = _found(_openssl())
    asserts.equals(env, {"openssl-sys-1": {"openssl-sys": _OPENSSL}}, found.refused)
    asserts.equals(env, [], found.warnings)

    # Its own copy, a build script that doesn't run, or one that the user has looked after.
    for fine in [_found(_openssl(["vendored"])), _found(_openssl(script = None)), _found(_openssl(), annotated = {"openssl-sys": {}})]:
        asserts.equals(env, {}, fine.refused)
        asserts.equals(env, [], fine.warnings)
    for crate, feature in [("libsqlite3-sys", "bundled"), ("pq-sys", "bundled_without_openssl"), ("geos-sys", "static")]:
        rows = [_row("hello", [crate]), _row(crate, script = ["pkg-config"])]
        asserts.equals(env, [crate + "-1"], _found(rows).refused.keys())
        said = _found(rows).refused[crate + "-1"][crate]
        asserts.equals(env, crate != "pq-sys", "docs/libraries.md" in said)
        rows[1] = _row(crate, script = ["cc"], features = [feature])
        asserts.equals(env, {}, _found(rows).refused)
    return unittest.end(env)

def _tests_test_impl(ctx):
    """What only the crate's own tests need refuses them, and not what ships."""
    env = unittest.begin(ctx)
    rows = _openssl(["vendored"])
    rows[2]["variants"] |= _row("", script = [], target = "openssl-sys__test")["variants"]
    asserts.equals(env, ["openssl-sys__test"], _found(rows).refused["openssl-sys-1"].keys())
    return unittest.end(env)

def _asked_test_impl(ctx):
    env = unittest.begin(ctx)
    rows = [_row("hello", ["foo-sys"]), _row("foo-sys", script = ["cc", "pkg-config"])]
    asserts.equals(env, ["""\
WARNING: @crates: the build script of foo-sys 1 asks pkg-config for a library of the system, and a build has none.
It is there for hello -> foo-sys.
To mend it, if it fails: turn on a feature by which it compiles its own copy: `static-foo`, `vendored`."""], _found(rows, {"foo-sys-1": ["vendored", "std", "static-foo"]}).warnings)
    asserts.equals(env, ["""\
WARNING: @crates: the build script of foo-sys 1 asks pkg-config for a library of the system, and a build has none.
It is there for hello -> foo-sys.
To mend it, if it fails: do without it, or give it one from Debian packages, by `pgrx.libraries` and \
`pgrx.annotation(crate = "foo-sys", libraries = ...)`: docs/libraries.md of rules_pgrx."""], _found(rows).warnings)

    # It is not asked, compiles its own copy, or the user has looked after it.
    for fine in [
        _found([rows[0], _row("foo-sys", script = ["cc"])]),
        _found([rows[0], _row("foo-sys", script = ["cc", "pkg-config"], features = ["vendored"])]),
        _found([_row("hello", ["libz-sys"]), _row("libz-sys", script = ["cc", "pkg-config"])]),
        _found(rows, annotated = {"foo-sys": {}}),
    ]:
        asserts.equals(env, [], fine.warnings)
        asserts.equals(env, {}, fine.refused)
    return unittest.end(env)

def _programs_test_impl(ctx):
    """OpenSSL's own copy is compiled by programs that are given, and nothing is said."""
    env = unittest.begin(ctx)
    found = _found(_openssl(["vendored"], ["cc", "openssl-src"]) + [_row("openssl-src")])
    asserts.equals(env, {}, found.refused)
    asserts.equals(env, [], found.warnings)
    return unittest.end(env)

_needed_test = unittest.make(_needed_test_impl)
_tests_test = unittest.make(_tests_test_impl)
_asked_test = unittest.make(_asked_test_impl)
_programs_test = unittest.make(_programs_test_impl)

def system_test_suite(name):
    unittest.suite(
        name,
        partial.make(_needed_test, size = "small"),
        partial.make(_tests_test, size = "small"),
        partial.make(_asked_test, size = "small"),
        partial.make(_programs_test, size = "small"),
    )
