"""Which programs build scripts are given, on tables of a few crates."""

load("@bazel_skylib//lib:partial.bzl", "partial")
load("@bazel_skylib//lib:unittest.bzl", "asserts", "unittest")
load("//build/crates:programs.bzl", "all_script_crates", "check_programs", "programs_named", "programs_of")

def _row(name, deps):
    return {
        "name": name,
        "variants": {name: {"deps": {"": {dep: "{}-1:{}".format(dep, dep) for dep in deps}}}},
    }

_CRATES = {
    name + "-1": _row(name, deps)
    for name, deps in {
        "bindgen": ["clang-sys"],
        "cc": [],
        "clang-sys": [],
        "cmake": ["cc"],
        "openssl-src": ["cc"],
        "pkg-config": [],
        "prost-build": [],
        "tonic-prost-build": ["prost-build"],
        "widget": ["tonic-prost-build", "cmake"],
    }.items()
}

def _given(script, annotated = [], named = []):
    deps = {dep: "{}-1:{}".format(dep, dep) for dep in script}
    return programs_of(all_script_crates(_CRATES, {"script": {"deps": deps}}), annotated, named)

def _known_test_impl(ctx):
    env = unittest.begin(ctx)
    cmake = ["busybox", "cmake", "make"]
    asserts.equals(env, cmake, _given(["cmake", "cc"]))
    asserts.equals(env, ["busybox", "make", "perl"], _given(["openssl-src"]))

    # By a crate between.
    asserts.equals(env, ["protoc"], _given(["tonic-prost-build"]))
    asserts.equals(env, cmake + ["protoc"], _given(["widget"]))

    # By the user, with what they start, and besides.
    asserts.equals(env, ["perl"], _given(["cc"], annotated = ["perl"]))
    asserts.equals(env, ["busybox", "make"], _given([], annotated = ["make"]))
    asserts.equals(env, cmake + ["nasm"], _given(["cmake"], annotated = ["nasm"]))
    return unittest.end(env)

def _none_test_impl(ctx):
    """Who starts none keeps its PATH; who may, has stubs alone on it."""
    env = unittest.begin(ctx)
    asserts.equals(env, None, _given([]))
    asserts.equals(env, None, _given(["cc"]))
    asserts.equals(env, [], _given(["cc", "pkg-config"]))
    asserts.equals(env, [], _given(["bindgen"]))
    asserts.equals(env, [], _given(["cc"], named = ["perl"]))
    asserts.equals(env, ["make", "perl"], programs_named("""Command::new("make"); Command::new("perl"); // cmake"""))
    asserts.equals(env, [], programs_named("""fn main() { println!("cargo:rustc-cfg=make"); }"""))
    return unittest.end(env)

def _unknown_test_impl(ctx):
    env = unittest.begin(ctx)
    said = []
    check_programs("heart-sys", ["cmake", "ninja"], fail = said.append)
    asserts.equals(env, ["""
pgrx.annotation(crate = "heart-sys"): `programs` has "ninja", and rules_pgrx has no such program.
To mend it: take some of "busybox", "cmake", "make", "nasm", "perl", "pkgconf", "protoc". \
Another one that a target of yours makes goes into `build_script_tools`."""], said)
    return unittest.end(env)

_known_test = unittest.make(_known_test_impl)
_none_test = unittest.make(_none_test_impl)
_unknown_test = unittest.make(_unknown_test_impl)

def programs_test_suite(name):
    unittest.suite(
        name,
        partial.make(_known_test, size = "small"),
        partial.make(_none_test, size = "small"),
        partial.make(_unknown_test, size = "small"),
    )
