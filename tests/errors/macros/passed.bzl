"""rules_rust's rules with each attribute that our macros hand on."""

load("@rules_rust//rust:defs.bzl", "rust_library", "rust_shared_library", "rust_test")
load("//build/macros:rust.bzl", "RUST", "RUST_SHARED_LIBRARY", "RUST_TEST")
load("//platforms:arches.bzl", "ARCHES")

_VALUES = {
    "aliases": {},
    "alwayslink": False,
    "compile_data": [],
    "crate": ":passed_library",
    "crate_name": "passed",
    "crate_root": "passed.rs",
    "data": [],
    "edition": "2021",
    "env": {},
    "env_inherit": [],
    "experimental_use_cc_common_link": -1,
    "malloc": ":passed_library",
    "platform": "//platforms:linux_" + ARCHES[0].cpu,
    "proc_macro_deps": [],
    "rustc_env": {},
    "rustc_env_files": [],
    "rustc_flags": [],
    "srcs": ["passed.rs"],
    "stamp": 0,
    "use_libtest_harness": True,
    "version": "0.0.0",
}

def passed(name):
    """Declares a target of each rule; Bazel refuses the package where a rule lacks an attribute."""
    for rule, attributes, suffix in [
        (rust_library, RUST, "_library"),
        (rust_shared_library, RUST_SHARED_LIBRARY, "_shared_library"),
        (rust_test, RUST_TEST, "_test"),
    ]:
        rule(
            name = name + suffix,
            tags = ["manual"],
            **{attribute: _VALUES[attribute] for attribute in attributes}
        )
