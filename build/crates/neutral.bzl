"""Crates that see no PostgreSQL, compiled once for a CPU whatever PostgreSQL they end up beside.

The suite and the major are part of a platform, so a crate would be compiled anew for each
major of a CPU. `once_per_cpu` stands in for `rust_library`
and compiles the crate for `//platforms:crates_<cpu>` instead, which names neither.

    @crates__serde//:serde  --transition: crates_<cpu>-->  @crates__serde//:serde_rlib
"""

load("@rules_cc//cc:defs.bzl", "CcInfo")
load("@rules_rust//rust:defs.bzl", "rust_common", "rust_library")
load("//platforms:arches.bzl", "ARCHES")
load("//platforms:embed.bzl", "embed_platforms")
load("//platforms:levels.bzl", "levels_of")
load("//platforms:pinned.bzl", "PINNED_INPUTS", "execution_platform")
load("//platforms:postgres.bzl", "MAJORS")

_PLATFORMS = "//command_line_option:platforms"

# What no extension contains: pgrx depends on its own macros' library, and so on a parser of
# Rust. Where libraries ship it is compiled only to satisfy types, so it is not optimised.
_UNSHIPPED = ["petgraph", "pgrx_sql_entity_graph", "proc_macro2", "quote", "syn"]

def _level(crate_name):
    """Flags for how much a crate is optimised."""
    return select({
        Label("//build/rust:release"): ["-Copt-level=0"] if crate_name in _UNSHIPPED else [],
        "//conditions:default": [],
    })

def _neutral_platforms():
    """{platform that names a PostgreSQL: the one of its CPU that names none}, as labels in text."""
    found = {}
    for arch in ARCHES:
        for cpu in [arch.cpu] + [level.name for level in levels_of(arch.cpu)]:
            neutral = str(Label("//platforms:crates_" + cpu))
            found[str(Label("//platforms:linux_" + cpu))] = neutral
            for major in MAJORS:
                found[str(Label("//platforms:linux_{}_pg{}".format(cpu, major)))] = neutral
    return found

_NEUTRAL_PLATFORMS = _neutral_platforms()

# What is linked into a program of the build is what other programs have of it.
_EMBED_PLATFORMS = embed_platforms()

def _neutral_transition_impl(settings, _attr):
    return {_PLATFORMS: [
        execution_platform(settings) if str(platform) in _EMBED_PLATFORMS else _NEUTRAL_PLATFORMS.get(str(platform), str(platform))
        for platform in settings[_PLATFORMS]
    ]}

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
        "crate": attr.label(
            cfg = _neutral_transition,
            mandatory = True,
            providers = [rust_common.crate_info],
        ),
        "_allowlist_function_transition": attr.label(
            default = "@bazel_tools//tools/allowlists/function_transition_allowlist",
        ),
    },
)

def once_per_cpu(name, sees_postgres, crate_name, rustc_env = {}, rustc_flags = [], tags = [], **kwargs):
    """`rust_library` for a crate: compiled once per CPU, unless it sees PostgreSQL.

    Args:
      name: the crate's target.
      sees_postgres: whether it depends on pgrx-pg-sys, and so is compiled for the platform asked for.
      crate_name: the crate's name.
      rustc_env: variables for rustc.
      rustc_flags: flags for rustc.
      tags: tags of the targets.
      **kwargs: passed to rust_library.
    """
    if sees_postgres:
        rust_library(
            name = name,
            crate_name = crate_name,
            rustc_env = rustc_env,
            rustc_flags = rustc_flags,
            tags = tags,
            **kwargs
        )
        return
    rust_library(
        name = name + "_rlib",
        crate_name = crate_name,
        # rules_rust takes it from the target's name.
        rustc_env = {"CARGO_PKG_NAME": name.partition("__")[0]} | rustc_env,
        rustc_flags = rustc_flags + _level(crate_name),
        tags = tags,
        **kwargs
    )
    _neutral_crate(
        name = name,
        crate = ":" + name + "_rlib",
        # Which crate it is, the library says.
        tags = [tag for tag in tags if not tag.startswith("crate-")],
    )
