"""Targets of a crate, from its row in the table of @<universe>//:crates.bzl.

A row's features and dependencies are by tag: "" is common to all, a CPU's name or
`pg<major>` is what that adds (graph.bzl).
"""

load("@rules_cc//cc:defs.bzl", "cc_library")
load("@rules_rust//cargo:defs.bzl", "cargo_build_script")
load("@rules_rust//rust:defs.bzl", "rust_proc_macro")
load("//build/macros:refused.bzl", "refused")
load(":config.bzl", "for_all_crates")
load(":cplusplus.bzl", "cplusplus_library")
load(":neutral.bzl", "once_per_cpu")
load(":pg_sys.bzl", "c_part", "pg_sys_build_script")

def _by_tag(by_tag, value_of):
    """A value with a select for what a CPU or a PostgreSQL adds."""
    value = value_of(by_tag.get("", []))
    for is_major in [False, True]:
        keys = {
            Label("//platforms:is_" + tag) if is_major else Label("@platforms//cpu:" + tag): value_of(added)
            for tag, added in by_tag.items()
            if tag and tag.startswith("pg") == is_major and value_of(added)
        }
        if keys:
            value = value + select(keys | {"//conditions:default": []})
    return value

def label_of(universe, target):
    """The label of `<crate id>:<target>`, in any package.

    Args:
      universe: struct of `hub`, the universe's canonical name, and `crates`, its table.
      target: a value of a row's `deps`.

    Returns:
      A string.
    """
    id, _, name = target.partition(":")
    crate = universe.crates[id]
    if crate["folder"] != None:
        return "{}:{}".format(crate["package"], name)
    return "@@{}__{}//:{}".format(universe.hub, id, name)

def _is_macro(universe, target):
    id, _, name = target.partition(":")
    return universe.crates[id]["variants"][name]["kind"] == "proc-macro"

def _labels(universe, macros):
    return lambda deps: [
        label_of(universe, target)
        for target in (deps.values() if deps else [])
        if _is_macro(universe, target) == macros
    ]

def dependencies(universe, deps):
    """Attributes of rules_rust's rules for a row's dependencies.

    Args:
      universe: see `label_of`.
      deps: {tag: {extern name: "<crate id>:<target>"}}.

    Returns:
      A dict: deps, proc_macro_deps and aliases.
    """
    aliases = {}
    for externs in deps.values():
        for extern, target in externs.items():
            if universe.crates[target.partition(":")[0]]["crate_name"] != extern:
                aliases[label_of(universe, target)] = extern
    return {
        "aliases": aliases,
        "deps": _by_tag(deps, _labels(universe, False)),
        "proc_macro_deps": _by_tag(deps, _labels(universe, True)),
    }

def features(variant, without = []):
    """A row's features less some, for `crate_features`."""
    return _by_tag(variant["features"], lambda added: [feature for feature in added if feature not in without])

def config_flags(by_tag):
    """Flags of `.cargo/config.toml`, for `rustc_flags`.

    Args:
      by_tag: {tag: flags}.

    Returns:
      A list, with a select where CPUs differ.
    """
    return _by_tag(by_tag, lambda flags: flags)

def member_script(repository, name):
    """The build script of a crate that lies in the workspace.

    Args:
      repository: the repository of its files.
      name: which of its variants.

    Returns:
      Labels for `deps`: what the script has found out, and what is linked with what it has compiled.
    """
    return ["@@{}//:{}_{}".format(repository, name, part) for part in ["bs", "bs_linked"]]

def _build_script(name, universe, id, variant, annotation, two_colons):
    """Declares the build script of a crate, in the repository of its files.

    Returns:
      Labels for `deps` of the crate.
    """
    crate, script = universe.crates[id], variant["script"]
    linked = cplusplus_library(universe, variant, annotation)
    if crate["folder"] != None:
        cc_library(name = name + "_linked", tags = ["manual"], deps = linked)
    attributes = dependencies(universe, {"": script["deps"]})
    if crate["name"] == "pgrx-pg-sys":
        pg_sys_build_script(
            name = name,
            crate_root = crate["script"]["root"],
            edition = crate["script"]["edition"],
            **attributes
        )
        return [":" + name]
    if two_colons:
        attributes["deps"] = attributes["deps"] + [Label("//build/crates:one_colon")]
    env = universe.env | annotation.get("build_script_env", {})
    if linked:
        env["CXXFLAGS"] = "$(CPLUSPLUS_FLAGS) " + env.get("CXXFLAGS", "")
        attributes["toolchains"] = linked
    cargo_build_script(
        name = name,
        srcs = native.glob(["**/*.rs"]),
        build_script_env = env,
        crate_features = features(variant),
        crate_name = crate["script"]["name"],
        crate_root = crate["script"]["root"],
        data = native.glob(["**"], exclude = ["**/* *", "BUILD.bazel", "REPO.bazel", "WORKSPACE"]) + annotation.get("build_script_data", []),
        edition = crate["script"]["edition"],
        link_deps = [label_of(universe, target) for target in script["links"]],
        links = crate["links"],
        pkg_name = crate["name"],
        rustc_env = crate["env"],
        rustc_flags = ["--cap-lints=allow"],
        tags = ["manual"],
        tools = annotation.get("build_script_tools", []),
        version = crate["version"],
        **attributes
    )
    return [":" + name] + linked

def registry_crate(id, checksum, universe, two_colons = False):
    """Declares the targets of a crate in the repository of its files.

    Of a crate that lies in the workspace only build scripts are declared here, where they
    have their own folder; its libraries are declared in the workspace.

    Args:
      id: the crate's id.
      checksum: SHA-256 of its archive, as Cargo.lock has it; "" for what is in no registry.
      universe: struct of `annotations`, `crates`, `env`, `flags` and `hub`.
      two_colons: whether its build script says `cargo::`.
    """
    crate = universe.crates[id]
    annotation = universe.annotations.get(crate["name"], {})
    for name, variant in crate["variants"].items():
        script = []
        if variant["script"] and annotation.get("build_script", True):
            script = _build_script(name + "_bs", universe, id, variant, annotation, two_colons)
        if variant["kind"] not in ("lib", "proc-macro") or crate["folder"] != None:
            continue
        attributes = dependencies(universe, variant["deps"])
        if crate["name"] == "pgrx-bindgen":
            attributes["deps"] = [_bindgen(universe, dep) for dep in attributes["deps"]]
        attributes["deps"] = attributes["deps"] + script + c_part(name, crate, variant) + [dep for dep in annotation.get("deps", []) if Label(dep) not in script]
        library(
            name,
            universe,
            id,
            variant,
            srcs = native.glob(["**/*.rs"]),
            compile_data = native.glob(["**"], exclude = ["**/* *", "**/*.rs", "BUILD.bazel", "REPO.bazel", "WORKSPACE"]),
            crate_root = crate["root"],
            rustc_env = crate["env"] | annotation.get("rustc_env", {}),
            rustc_flags = ["--cap-lints=allow"] + annotation.get("rustc_flags", []) + config_flags(for_all_crates(universe.flags)),
            tags = ["manual", "noclippy", "norustfmt", "crate-checksum=" + checksum],
            **attributes
        )

def _bindgen(universe, dep):
    """bindgen before 0.72, which pgrx 0.16 and 0.17 lock, takes structs for opaque with libclang 22."""
    for old in ["0.69.", "0.70.", "0.71."]:
        if dep.startswith("@@{}__bindgen-{}".format(universe.hub, old)):
            return Label("@crates//:bindgen")
    return dep

def library(name, universe, id, variant, tags, **attributes):
    """Declares a crate's library or procedural macro.

    Args:
      name: the target's name.
      universe: see `registry_crate`.
      id: the crate's id.
      variant: the row's variant.
      tags: tags of the target.
      **attributes: of rust_library.
    """
    crate = universe.crates[id]
    if name in crate["refused"]:
        refused(name = name, error = crate["refused"][name], tags = ["manual"])
        return
    rule = rust_proc_macro if variant["kind"] == "proc-macro" else once_per_cpu
    if rule == once_per_cpu:
        attributes["sees_postgres"] = variant["pg"]
    rule(
        name = name,
        crate_features = features(variant),
        crate_name = crate["crate_name"],
        edition = crate["edition"],
        tags = tags + ["crate-name=" + crate["name"]],
        version = crate["version"],
        **attributes
    )
