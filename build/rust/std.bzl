"""Rust's standard library, compiled for a target that Debian has none for.

    @rust_std_source --src/tools/rust_std, cargo, rustc--> lib<crate>-src.rlib, one per crate

The same sources, cargo, rustc and profile as those that the pinned packages were made by.
"""

load("@rules_rust//rust:toolchain.bzl", "rust_stdlib_filegroup")
load("//platforms:postgres.bzl", "EXEC_SUITE")
load("//platforms:shipped.bzl", "shipped_transition")

# What rustc 1.96's library/sysroot is made of on Linux. The action fails where it is another set.
_CRATES = [
    "addr2line",
    "adler2",
    "alloc",
    "cfg_if",
    "compiler_builtins",
    "core",
    "getopts",
    "gimli",
    "hashbrown",
    "libc",
    "memchr",
    "miniz_oxide",
    "object",
    "panic_abort",
    "panic_unwind",
    "proc_macro",
    "rustc_demangle",
    "rustc_literal_escaper",
    "rustc_std_workspace_alloc",
    "rustc_std_workspace_core",
    "rustc_std_workspace_std",
    "std",
    "std_detect",
    "sysroot",
    "test",
    "unwind",
]

def _rust_std_impl(ctx):
    outputs = [ctx.actions.declare_file("{}/lib{}-src.rlib".format(ctx.label.name, crate)) for crate in _CRATES]
    args = ctx.actions.args()
    args.add("--cargo", ctx.file.cargo)
    args.add("--rustc", ctx.file.rustc)
    args.add("--manifest", ctx.file.manifest)
    args.add("--target", ctx.attr.triple)
    args.add("--host-sysroot", ctx.attr.host_std.label.workspace_root)
    args.add("--linker", ctx.file.linker)
    args.add("--linker-target", ctx.attr.host_tuple)
    args.add("--linker-sysroot", ctx.attr.sysroot.label.workspace_root)
    args.add_all(outputs)
    ctx.actions.run(
        executable = ctx.executable._rust_std,
        arguments = [args],
        inputs = depset(
            [ctx.file.cargo, ctx.file.rustc, ctx.file.linker, ctx.file.manifest],
            transitive = [target.files for target in ctx.attr.srcs + [ctx.attr.host_std, ctx.attr.sysroot]],
        ),
        outputs = outputs,
        mnemonic = "RustStd",
        progress_message = "Compiling Rust's standard library for " + ctx.attr.triple,
    )
    return [DefaultInfo(files = depset(outputs))]

_rust_std = rule(
    implementation = _rust_std_impl,
    # Compiled once, whatever is built for the target, and how.
    cfg = shipped_transition,
    doc = "The .rlib files of the standard library for one target.",
    attrs = {
        "cargo": attr.label(allow_single_file = True, mandatory = True),
        "host_std": attr.label(doc = "The standard library of build scripts.", mandatory = True),
        "host_tuple": attr.string(doc = "clang's --target for build scripts.", mandatory = True),
        "linker": attr.label(allow_single_file = True, doc = "clang, for build scripts.", mandatory = True),
        "manifest": attr.label(allow_single_file = True, doc = "library/sysroot/Cargo.toml.", mandatory = True),
        "platform": attr.label(doc = "That of the host.", mandatory = True),
        "rustc": attr.label(allow_single_file = True, mandatory = True),
        "srcs": attr.label_list(doc = "Sources, and what the programs read.", mandatory = True),
        "sysroot": attr.label(doc = "What build scripts are linked against.", mandatory = True),
        "triple": attr.string(mandatory = True),
        "_allowlist_function_transition": attr.label(
            default = "@bazel_tools//tools/allowlists/function_transition_allowlist",
        ),
        "_rust_std": attr.label(cfg = "exec", default = "//src/tools/rust_std", executable = True),
    },
)

def std_from_source(name, arch, host, tags):
    """Declares the standard library for `arch` as a toolchain on `host` wants it.

    Args:
      name: the rust_stdlib_filegroup.
      arch: the target's row of //platforms:arches.bzl.
      host: the row of the CPU that it is compiled on.
      tags: of the targets.
    """
    programs = "@pinned//toolchain_{}:".format(host.cpu)
    std = "@pinned//rust_std_{}:".format(host.cpu)
    _rust_std(
        name = name + "_rlibs",
        cargo = programs + "bin/cargo",
        exec_compatible_with = ["@platforms//os:linux", "@platforms//cpu:" + host.cpu],
        host_std = std + "files",
        host_tuple = host.tuple,
        linker = programs + "bin/clang",
        manifest = "@pinned//rust_std_source:library/sysroot/Cargo.toml",
        platform = "//platforms:exec_" + host.cpu,
        rustc = programs + "bin/rustc",
        srcs = [
            "@pinned//rust_std_source:library",
            programs + "cargo",
            programs + "linker",
            programs + "rustc_lib",
        ],
        sysroot = "@pinned//sysroot_{}_{}:link".format(EXEC_SUITE, host.cpu),
        tags = tags,
        triple = arch.rust,
    )
    rust_stdlib_filegroup(
        name = name,
        srcs = [":{}_rlibs".format(name)],
        tags = tags,
    )
