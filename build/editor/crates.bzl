"""crates: an aspect that collects the crates below a target, as rust-project.json has them.

A row is JSON with the paths that actions see; `src/tools/rust_project` finds the files, and reads what
build scripts have said.
"""

load("@rules_rust//rust:defs.bzl", "rust_common")
load("@rules_rust//rust:rust_common.bzl", "BuildInfo")

visibility(["//build/editor/..."])

CratesInfo = provider(
    doc = "A crate and all below it.",
    fields = {
        "below": "Depset of the rows of all below it.",
        "deps": "{name in the crate's source: id}, of what it depends on itself.",
        "id": "The path of what is compiled of it, which tells a crate for the target from that for the machine that builds.",
        "name": "Its name.",
        "row": "What is said of it, without its dependencies: a dict.",
        "rows": "Depset of rows, as JSON.",
        "sysroot": "The folder of the Rust toolchain, as actions see it.",
        "files": "Depset of files that have to be there for an editor.",
    },
)

# What stands for several crates: `once.bzl` in build/glibc.
_GroupInfo = provider(
    doc = "Crates that one target stands for.",
    fields = {"crates": "List of (label, CratesInfo)."},
)

def _info(target):
    """What rules_rust says of a crate; None for other targets."""
    if rust_common.crate_info in target:
        return target[rust_common.crate_info]
    if rust_common.test_crate_info in target:
        return target[rust_common.test_crate_info].crate
    return None

def _cfg(attr):
    features = ['feature="{}"'.format(feature) for feature in getattr(attr, "crate_features", [])]
    flags = [flag.removeprefix("--cfg=") for flag in getattr(attr, "rustc_flags", []) if flag.startswith("--cfg=")]
    return features + flags

def _build_script(attr):
    for dep in getattr(attr, "deps", []):
        if BuildInfo in dep:
            return dep[BuildInfo]
    return None

def _row(ctx, crate, script, base):
    """What is said of a crate; `base` is the row of the library whose tests it is."""
    attr = ctx.rule.attr
    folder = [part for part in ["${pwd}", ctx.label.workspace_root, ctx.label.package] if part]

    # Those of what rules_rust sets that macros read; the rest is in `rustc_env`.
    env = {
        "CARGO_CRATE_NAME": crate.name,
        "CARGO_MANIFEST_DIR": "/".join(folder),
        "CARGO_PKG_NAME": ctx.label.name,
        "CARGO_PKG_VERSION": getattr(attr, "version", ""),
    } | base.get("env", {}) | crate.rustc_env
    cfg = base.get("cfg", []) + _cfg(attr)
    return base | {
        "cfg": {word: True for word in cfg + (["test"] if crate.is_test else [])}.keys(),
        "edition": crate.edition,
        "env": env,
        "id": crate.output.path,
        "name": crate.name,
        "proc_macro": crate.output.path if crate.type == "proc-macro" else None,
        "root": crate.root.path,
        "script": {
            "env": script.rustc_env.path if script.rustc_env else None,
            "flags": script.flags.path if script.flags else None,
            "out_dir": script.out_dir.path if script.out_dir else None,
        } if script else base.get("script"),
        "target": ctx.toolchains["@rules_rust//rust:toolchain_type"].target_flag_value,
    }

def _files(crate, script):
    files = [crate.output] if crate.type == "proc-macro" else []
    files += [] if crate.root.is_source else [crate.root]
    made = [script.rustc_env, script.flags, script.out_dir] if script else []
    return files + [file for file in made if file]

def _below(attr):
    """(label, CratesInfo) of what a target depends on."""
    found = []
    for dep in getattr(attr, "deps", []) + getattr(attr, "proc_macro_deps", []):
        if _GroupInfo in dep:
            found += dep[_GroupInfo].crates
        elif CratesInfo in dep:
            found.append((dep.label, dep[CratesInfo]))
    return found

def _crates_impl(target, ctx):
    crate, attr = _info(target), ctx.rule.attr
    below = getattr(attr, "crate", None)
    if type(below) == "list":
        # A rule of ours for the crate of another platform.
        return [below[0][CratesInfo]] if below and CratesInfo in below[0] else []
    if not crate:
        return [_GroupInfo(crates = _below(attr))] if rust_common.crate_group_info in target else []
    tested = below[CratesInfo] if below and CratesInfo in below else None
    aliases = {dep.label: name for dep, name in getattr(attr, "aliases", {}).items()}
    deps, rows, files = {} | (tested.deps if tested else {}), [], []
    for label, info in _below(attr):
        deps[aliases.get(label, info.name)] = info.id
        rows.append(info.rows)
        files.append(info.files)
    script = _build_script(attr)
    row = _row(ctx, crate, script, tested.row if tested else {})
    if tested:
        # In its place: a file of two crates has two meanings.
        rows.append(tested.below)
        files.append(tested.files)
    return [CratesInfo(
        deps = deps,
        id = row["id"],
        name = crate.name,
        row = row,
        sysroot = ctx.toolchains["@rules_rust//rust:toolchain_type"].rustc.path.removesuffix("/bin/rustc"),
        below = depset(transitive = rows),
        rows = depset([json.encode(row | {"deps": deps})], transitive = rows),
        files = depset(_files(crate, script), transitive = files),
    )]

crates = aspect(
    implementation = _crates_impl,
    attr_aspects = ["crate", "deps", "proc_macro_deps"],
    doc = "Collects the crates below a target.",
    toolchains = ["@rules_rust//rust:toolchain_type"],
)
