"""The program `crates`, with whatever bindgen rules_rust has."""

load("@bindgen_rules//:defs.bzl", "BINDGEN")
load("@rules_rust//rust:defs.bzl", "rust_binary")

def crates_program(name, deps, **kwargs):
    """A program, and where rules_rust has bindgen bindings to a C library of the sysroot.

    Args:
      name: the program's name.
      deps: its crates.
      **kwargs: other attributes of `rust_binary`.
    """
    if BINDGEN:
        BINDGEN.library(
            name = "lz4_bindings",
            bindgen_flags = ["--allowlist-item=LZ4_version.*|LZ4_VERSION_.*"],
            cc_lib = "//build/sysroot:lz4",
            header = "//build/sysroot:lz4.h",
            tags = ["manual"],
        )
    rust_binary(
        name = name,
        crate_features = ["bindgen"] if BINDGEN else [],
        tags = ["manual"],
        deps = deps + ([":lz4_bindings"] if BINDGEN else []),
        **kwargs
    )
