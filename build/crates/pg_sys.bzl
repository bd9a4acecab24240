"""What stands in place of the build script of a crate `pgrx-pg-sys`, of whatever version.

    bindgen.rs (its own build script) --exec--> generator --pg_bindgen--> pg<major>.rs, shim
"""

load("@rules_cc//cc:defs.bzl", "cc_library")
load("@rules_rust//rust:defs.bzl", "rust_binary")
load("//build/bindings:bindings.bzl", "pg_bindings")

# What pgrx-cshim.c of each version includes.
_SHIM = "pgrx-cshim-static.c"

def pg_sys_build_script(name, crate_root, edition, **dependencies):
    """Declares `<name>`, the bindings, and with them the C part.

    Args:
      name: the target that takes the build script's place.
      crate_root: the build script.
      edition: its edition.
      **dependencies: deps, proc_macro_deps and aliases of the build script.
    """
    rust_binary(
        name = name + "_generator",
        srcs = [crate_root],
        crate_name = "pgrx_generator",
        crate_root = crate_root,
        edition = edition,
        rustc_flags = ["--cap-lints=allow"],
        tags = ["manual"],
        **dependencies
    )
    native.filegroup(
        name = name + "_inputs",
        srcs = native.glob(["include/*.h"]) + ["pgrx-cshim.c"],
    )
    pg_bindings(
        name = name,
        generator = ":{}_generator".format(name),
        libclang = Label("//build/bindings:libclang"),
        libclang_files = Label("//build/bindings:libclang_files"),
        pg_sys = "pgrx-cshim.c",
        pg_sys_files = ":{}_inputs".format(name),
        shim_name = _SHIM,
        tags = ["manual"],
    )
    for group in ["raw", "shim"]:
        native.filegroup(
            name = "{}_{}".format(name, group),
            srcs = [":" + name],
            output_group = group,
            tags = ["manual"],
        )
    native.exports_files(["pgrx-cshim.c"])
    cc_library(
        name = name + "_cshim",
        srcs = ["pgrx-cshim.c"],
        # Include paths start at the action's folder, which Bazel has searched in the root module alone.
        copts = ["-w", "-iquote."],
        # Where the shim lies.
        includes = ["."],
        tags = ["manual"],
        textual_hdrs = [":{}_shim".format(name)] + native.glob(["include/*.h"]),
        deps = [Label("//build/postgres")],
    )

def c_part(name, crate, variant):
    """The C part of pgrx-pg-sys, where the feature for it is on."""
    wanted = crate["name"] == "pgrx-pg-sys" and "cshim" in variant["features"].get("", [])
    return [":{}_bs_cshim".format(name)] if wanted else []
