"""Crates that see no PostgreSQL, compiled once for a CPU whatever PostgreSQL they end up beside.

The suite and the major are part of a platform, so a crate would be compiled anew for each
major of a CPU. `once_per_cpu` stands in for `rust_library`
and compiles the crate for `//platforms:crates_<cpu>` instead, which names neither.

    @crates__serde//:serde  --transition: crates_<cpu>-->  @crates__serde//:serde_rlib
"""

load("@rules_cc//cc:defs.bzl", "CcInfo")
load("@rules_rust//rust:defs.bzl", "rust_common", "rust_library")
load("//platforms:cpu.bzl", "target_cpu", "target_major")
load("//platforms:embed.bzl", "embed_platforms")
load("//platforms:levels.bzl", "target_level")
load("//platforms:pinned.bzl", "PINNED_INPUTS", "execution_platform")

_PLATFORMS = "//command_line_option:platforms"

# What no extension contains: pgrx depends on its own macros' library, and so on a parser of
# Rust. Where libraries ship it is compiled only to satisfy types, so it is not optimised.
_UNSHIPPED = ["petgraph", "pgrx_sql_entity_graph", "proc_macro2", "quote", "syn"]

# The largest crate before an extension's own, when little else is left to compile: in two units a first
# build ends 10 s sooner on two cores, for a library that is 0.3 % larger. Two units everywhere: 17 %.
_HALVED = ["pgrx"]

def _optimised(crate_name):
    """Flags for how much a crate is optimised, and in how many pieces."""
    flags = ["-Copt-level=0"] if crate_name in _UNSHIPPED else []
    if crate_name in _HALVED:
        flags.append("-Ccodegen-units=2")
    return select({
        Label("//build/rust:release"): flags,
        "//conditions:default": [],
    })

# What is linked into a program of the build is what other programs have of it.
_EMBED_PLATFORMS = embed_platforms()

def _neutral_transition_impl(settings, attr):
    if [platform for platform in settings[_PLATFORMS] if str(platform) in _EMBED_PLATFORMS]:
        return {_PLATFORMS: [execution_platform(settings)]}
    if attr.major:
        return {_PLATFORMS: [str(Label("//platforms:crates_" + (attr.level or attr.cpu)))]}
    return {_PLATFORMS: settings[_PLATFORMS]}

_neutral_transition = transition(
    implementation = _neutral_transition_impl,
    inputs = PINNED_INPUTS + [_PLATFORMS],
    outputs = [_PLATFORMS],
)

def _neutral_crate_impl(ctx):
    built = ctx.attr.crate[0]
    info = built[rust_common.crate_info]

    # A dependant's `aliases` name this target, and rules_rust looks them up by owner.
    fields = {name: getattr(info, name) for name in dir(info) if name not in ("to_json", "to_proto")}
    return [
        built[DefaultInfo],
        rust_common.create_crate_info(**(fields | {"owner": ctx.label})),
    ] + [
        built[provider]
        for provider in (rust_common.dep_info, CcInfo, InstrumentedFilesInfo, OutputGroupInfo)
        if provider in built
    ]

_neutral_crate = rule(
    implementation = _neutral_crate_impl,
    doc = "A crate as compiled for the target's CPU and no PostgreSQL.",
    attrs = {
        "cpu": attr.string(doc = "Bazel's name of the platform's CPU."),
        "crate": attr.label(
            cfg = _neutral_transition,
            mandatory = True,
            providers = [rust_common.crate_info],
        ),
        "level": attr.string(doc = "The platform's CPU level, or none."),
        "major": attr.string(doc = "The PostgreSQL that the platform, ours or somebody's own, names, or none."),
        "_allowlist_function_transition": attr.label(
            default = "@bazel_tools//tools/allowlists/function_transition_allowlist",
        ),
    },
)

def once_per_cpu(name, sees_postgres, crate_name, rustc_env = {}, rustc_flags = [], tags = [], visibility = None, **kwargs):
    """`rust_library` for a crate: compiled once per CPU, unless it sees PostgreSQL.

    Args:
      name: the crate's target.
      sees_postgres: whether it depends on pgrx-pg-sys, and so is compiled for the platform asked for.
      crate_name: the crate's name.
      rustc_env: variables for rustc.
      rustc_flags: flags for rustc.
      tags: tags of the targets.
      visibility: who may depend on the crate; by default as the package has it.
      **kwargs: passed to rust_library.
    """
    if sees_postgres:
        rust_library(
            name = name,
            crate_name = crate_name,
            rustc_env = rustc_env,
            rustc_flags = rustc_flags + _optimised(crate_name),
            tags = tags,
            visibility = visibility,
            **kwargs
        )
        return
    rust_library(
        name = name + "_rlib",
        crate_name = crate_name,
        # rules_rust takes it from the target's name.
        rustc_env = {"CARGO_PKG_NAME": name.partition("__")[0]} | rustc_env,
        rustc_flags = rustc_flags + _optimised(crate_name),
        tags = tags,
        **kwargs
    )
    _neutral_crate(
        name = name,
        cpu = target_cpu(otherwise = ""),
        crate = ":" + name + "_rlib",
        level = target_level(),
        major = target_major(),
        # Which crate it is, the library says.
        tags = [tag for tag in tags if not tag.startswith("crate-")],
        visibility = visibility,
    )
