"""built_once: what an extension's library is made of, built once for all releases of glibc.

    library --deps--> <name>_crates, <name>_script --transition: no glibc asked for--> crates, build script

The release is part of a configuration, in which each crate would be compiled once more.
"""

load("@rules_cc//cc:defs.bzl", "CcInfo", "cc_common")
load("@rules_rust//rust:defs.bzl", "rust_common")
load("@rules_rust//rust:rust_common.bzl", "BuildInfo")
load("//platforms:pinned.bzl", "pinned_once")

def _crates_impl(ctx):
    crates, groups = [], []
    for dep in ctx.attr.deps + ctx.attr.proc_macro_deps:
        if rust_common.crate_group_info in dep:
            groups.append(dep[rust_common.crate_group_info].dep_variant_infos)
        elif rust_common.crate_info in dep:
            crates.append(rust_common.dep_variant_info(
                build_info = None,
                cc_info = dep[CcInfo] if CcInfo in dep else None,
                crate_group_info = None,
                crate_info = dep[rust_common.crate_info],
                dep_info = dep[rust_common.dep_info],
            ))
    return [
        DefaultInfo(runfiles = ctx.runfiles().merge_all([dep[DefaultInfo].default_runfiles for dep in ctx.attr.deps])),
        coverage_common.instrumented_files_info(ctx, dependency_attributes = ["deps"]),
        rust_common.crate_group_info(dep_variant_infos = depset(crates, transitive = groups)),
    ]

def _script_impl(ctx):
    others = [dep for dep in ctx.attr.deps if rust_common.crate_info not in dep and rust_common.crate_group_info not in dep]
    return [
        DefaultInfo(),
        cc_common.merge_cc_infos(cc_infos = [dep[CcInfo] for dep in others if CcInfo in dep]),
    ] + [dep[BuildInfo] for dep in others if BuildInfo in dep]

_ATTRIBUTES = {
    "deps": attr.label_list(),
    "proc_macro_deps": attr.label_list(cfg = "exec"),
    "_allowlist_function_transition": attr.label(
        default = "@bazel_tools//tools/allowlists/function_transition_allowlist",
    ),
}

# Macros run where the library's would.
_TOOLCHAINS = ["@rules_rust//rust:toolchain_type"]

_crates = rule(
    implementation = _crates_impl,
    attrs = _ATTRIBUTES,
    cfg = pinned_once,
    doc = "The crates among `deps`, and macros.",
    toolchains = _TOOLCHAINS,
)

_script = rule(
    implementation = _script_impl,
    attrs = _ATTRIBUTES,
    cfg = pinned_once,
    doc = "All else among `deps`: a build script, C libraries.",
    toolchains = _TOOLCHAINS,
)

def built_once(name, deps, proc_macro_deps, tags):
    """Declares `<name>_crates` and `<name>_script`.

    Args:
      name: what the library is called.
      deps: what it uses.
      proc_macro_deps: the macros that it uses.
      tags: tags of the targets.

    Returns:
      `deps` for the library, in place of both.
    """
    for part, rule in {"crates": _crates, "script": _script}.items():
        rule(
            name = "{}_{}".format(name, part),
            deps = deps,
            proc_macro_deps = proc_macro_deps,
            tags = tags + ["manual"],
            visibility = ["//visibility:private"],
        )
    return [":{}_crates".format(name), ":{}_script".format(name)]
