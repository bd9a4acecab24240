"""Crates of crate_universe, compiled once for a CPU whatever PostgreSQL they end up beside.

The suite and the major are part of a platform, so a crate would be compiled anew for each
major of a CPU. `neutral_library` stands in for `rust_library` in the crates' BUILD files
and compiles the crate for `//platforms:crates_<cpu>` instead, which names neither.

    @crates__serde//:serde  --transition: crates_<cpu>-->  @crates__serde//:serde_rlib
"""

load("@rules_cc//cc:defs.bzl", "CcInfo")
load("@rules_rust//rust:defs.bzl", "rust_common", "rust_library")
load("//platforms:arches.bzl", "ARCHES")
load("//platforms:postgres.bzl", "RELEASES")

_PLATFORMS = "//command_line_option:platforms"

# What no extension contains: pgrx depends on its own macros' library, and so on a parser of
# Rust. Where libraries ship it is compiled only to satisfy types, so it is not optimised.
_UNSHIPPED = ["petgraph", "pgrx_sql_entity_graph", "proc_macro2", "quote", "syn"]

def _neutral_platforms():
    """{platform that names a PostgreSQL: the one of its CPU that names none}, as labels in text."""
    found = {}
    for arch in ARCHES:
        neutral = str(Label("//platforms:crates_" + arch.cpu))
        found[str(Label("//platforms:linux_" + arch.cpu))] = neutral
        for release in RELEASES:
            found[str(Label("//platforms:linux_{}_pg{}".format(arch.cpu, release.major)))] = neutral
    return found

_NEUTRAL_PLATFORMS = _neutral_platforms()

def _neutral_transition_impl(settings, _attr):
    return {_PLATFORMS: [
        _NEUTRAL_PLATFORMS.get(str(platform), str(platform))
        for platform in settings[_PLATFORMS]
    ]}

_neutral_transition = transition(
    implementation = _neutral_transition_impl,
    inputs = [_PLATFORMS],
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

def neutral_library(name, deps = [], crate_name = None, rustc_env = {}, rustc_flags = [], tags = [], target_compatible_with = None, **kwargs):
    """`rust_library` for crates: compiled once per CPU, unless it is PostgreSQL's.

    A crate is PostgreSQL's where an annotation in MODULE.bazel adds a target of
    //build/bindings to its dependencies; it is compiled for the platform asked for. So
    must be annotated whatever depends on such a crate: `//build/bindings:feature` will do.

    Args:
      name: the crate's target.
      deps: its dependencies.
      crate_name: the crate's name; `name` by default.
      rustc_env: variables for rustc.
      rustc_flags: flags for rustc.
      tags: tags of the targets.
      target_compatible_with: constraints of the targets.
      **kwargs: passed to rust_library.
    """
    if _sees_postgres(deps):
        rust_library(
            name = name,
            crate_name = crate_name,
            deps = deps,
            rustc_env = rustc_env,
            rustc_flags = rustc_flags,
            tags = tags,
            target_compatible_with = target_compatible_with,
            **kwargs
        )
        return
    rust_library(
        name = name + "_rlib",
        crate_name = crate_name or name.replace("-", "_"),
        deps = deps,
        # rules_rust takes it from the target's name.
        rustc_env = {"CARGO_PKG_NAME": name} | rustc_env,
        rustc_flags = rustc_flags + _level(name),
        tags = tags,
        target_compatible_with = target_compatible_with,
        **kwargs
    )
    _neutral_crate(
        name = name,
        crate = ":" + name + "_rlib",
        # Which crate it is, the library says.
        tags = [tag for tag in tags if not tag.startswith("crate-name=")],
        target_compatible_with = target_compatible_with,
    )

def _sees_postgres(deps):
    """Whether dependencies, which may be a select, name a target of //build/bindings."""
    return "//build/bindings" in str(deps)

def _level(name):
    """The flag of a crate that is not optimised."""
    return ["-Copt-level=0"] if name in _UNSHIPPED else []
