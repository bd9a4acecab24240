"""Attributes of rules_rust's rules that macros hand on as they are; //tests/errors/macros holds them to its rules."""

visibility(["//build/...", "//tests/errors/macros"])

# Of rust_library, rust_shared_library and rust_test alike.
RUST = [
    "aliases",
    "alwayslink",
    "compile_data",
    "crate_name",
    "crate_root",
    "data",
    "edition",
    "proc_macro_deps",
    "rustc_env",
    "rustc_env_files",
    "rustc_flags",
    "srcs",
    "stamp",
    "version",
]

RUST_SHARED_LIBRARY = RUST + ["experimental_use_cc_common_link", "malloc", "platform"]

RUST_TEST = RUST_SHARED_LIBRARY + ["crate", "env", "env_inherit", "use_libtest_harness"]
