"""What is wrong with what modules say to `pgrx`."""

load("@bazel_skylib//lib:partial.bzl", "partial")
load("@bazel_skylib//lib:unittest.bzl", "asserts", "unittest")
load("//build/crates:module.bzl", "check_annotations", "check_features", "check_remotes", "take_name")

def _annotation(crate, env = {}, libraries = []):
    return struct(
        build_script_data = [],
        build_script_env = env,
        build_script_tools = [],
        crate = crate,
        deps = [],
        libraries = libraries,
        patches = [],
        programs = [],
    )

def _module(name, annotations = [], remotes = []):
    return struct(name = name, tags = struct(
        annotation = [_annotation(crate) if type(crate) == "string" else crate for crate in annotations],
        git = [struct(remote = remote) for remote in remotes],
    ))

def _names_test_impl(ctx):
    env = unittest.begin(ctx)
    said, taken = [], {}
    take_name(taken, _module(""), struct(name = "crates"), fail = said.append)
    take_name(taken, _module(""), struct(name = "openssl"), fail = said.append)
    asserts.equals(env, [], said)
    take_name(taken, _module("hello"), struct(name = "crates"), fail = said.append)
    asserts.equals(env, ["""
Two repositories of `pgrx` are called crates: one of the main module, one of module hello.
To mend it: give one of them another `name`, and say `use_repo(pgrx, crates = "<that name>")` to keep calling a universe @crates."""], said)
    return unittest.end(env)

def _features_test_impl(ctx):
    env = unittest.begin(ctx)
    said = []
    check_features("crates", ["fast", "pgvector", "pg_tests"], fail = said.append)
    asserts.equals(env, [], said)
    check_features("crates", ["pg_test", "pg17"], fail = said.append)
    asserts.equals(env, ["""
pgrx.crates(name = "crates"): `features` has "pg_test", which is on in tests, and in nothing that ships.
To mend it: leave it out.""", """
pgrx.crates(name = "crates"): `features` has "pg17", and which PostgreSQL is built for, `majors` of pgrx_crate says.
To mend it: leave it out."""], said)
    return unittest.end(env)

def _annotations_test_impl(ctx):
    env = unittest.begin(ctx)
    said = []
    check_annotations(_module("hello", ["a", "b"]), {"a": True, "b": True}, fail = said.append)
    check_annotations(_module("hello", ["c"]), {}, fail = said.append)
    asserts.equals(env, [], said)
    check_annotations(_module("", ["a", "c", "a"]), {"a": True}, fail = said.append)
    asserts.equals(env, ["""
pgrx.annotation names the crate c, which is in no universe of the main module.
To mend it: check the name with `cargo tree`, or remove the annotation.""", """
pgrx.annotation names the crate a twice in the main module, and the second would be taken alone.
To mend it: make one annotation of them."""], said)
    return unittest.end(env)

def _libraries_test_impl(ctx):
    env = unittest.begin(ctx)
    said = []
    good = _annotation("a", {"A_DIR": "$(LIBRARIES_ssl)/lib:$(LIBRARIES_xml)"}, [Label("@crates//:ssl"), Label("@crates//:xml")])
    check_annotations(_module("", [good]), {"a": True}, fail = said.append)
    asserts.equals(env, [], said)

    # What Bazel makes of a repository that a module doesn't see has no label of its own.
    unseen = struct(name = "ssl", repo = "@@[unknown repo 'ssl' requested from @@]//:ssl")
    check_annotations(_module("", [
        _annotation("a", {"A_DIR": "$(LIBRARIES_ssl)"}),
        _annotation("b", {"B_DIR": "$(LIBRARIES_xlm)"}, [Label("@crates//:xml")]),
        _annotation("c", {}, [unseen]),
    ]), {"a": True, "b": True, "c": True}, fail = said.append)
    asserts.equals(env, ["""
pgrx.annotation(crate = "a"): `build_script_env` has $(LIBRARIES_ssl), and `libraries` has no @ssl.
To mend it: add it there, or write a path of your own.""", """
pgrx.annotation(crate = "b"): `build_script_env` has $(LIBRARIES_xlm), and `libraries` has no @xlm.
To mend it: add it there, or write $(LIBRARIES_xml).""", """
pgrx.annotation(crate = "c"): `libraries` has @ssl, and the main module sees no repository of that name.
To mend it: write `use_repo(pgrx, "ssl")` in its MODULE.bazel if it is one of `pgrx`, else the `use_repo` or `bazel_dep` of what it is."""], said)
    return unittest.end(env)

def _remotes_test_impl(ctx):
    env = unittest.begin(ctx)
    said = []
    module = _module("", remotes = ["https://git.example.org/b"])
    check_remotes(module, {"a": True}, {"https://git.example.org/b": True}, fail = said.append)
    asserts.equals(env, [], said)
    check_remotes(module, {"a": True}, {"https://git.example.org/a": True}, fail = said.append)
    asserts.equals(env, ["""
pgrx.git names https://git.example.org/b, and no Cargo.lock of the main module has a crate from there.
To mend it: write `remote` as in `source = "git+<remote>?..."` of Cargo.lock (there is https://git.example.org/a), or remove it."""], said)
    return unittest.end(env)

_names_test = unittest.make(_names_test_impl)

_features_test = unittest.make(_features_test_impl)

_annotations_test = unittest.make(_annotations_test_impl)

_libraries_test = unittest.make(_libraries_test_impl)

_remotes_test = unittest.make(_remotes_test_impl)

def module_test_suite(name):
    """Declares the tests.

    Args:
      name: the suite's name.
    """
    unittest.suite(
        name,
        partial.make(_names_test, size = "small"),
        partial.make(_features_test, size = "small"),
        partial.make(_annotations_test, size = "small"),
        partial.make(_libraries_test, size = "small"),
        partial.make(_remotes_test, size = "small"),
    )
