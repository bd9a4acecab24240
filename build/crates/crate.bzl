"""Targets of a crate, from its row in the table of @<universe>//:crates.bzl."""

load("@rules_rust//rust:defs.bzl", "rust_proc_macro")
load("//build/macros:refused.bzl", "refused")
load(":attributes.bzl", "config_flags", "crate_files", "dependencies", "features")
load(":build_script.bzl", "build_script")
load(":config.bzl", "for_all_crates")
load(":libraries.bzl", "libraries_of")
load(":neutral.bzl", "once_per_cpu")
load(":pg_sys.bzl", "c_part")
load(":source_crates.bzl", "is_source_crate", "source_files")

def registry_crate(id, checksum, universe, two_colons = False, named = []):
    """Declares the targets of a crate in the repository of its files.

    Of a crate that lies in the workspace only build scripts are declared here, where they
    have their own folder; its libraries are declared in the workspace.

    Args:
      id: the crate's id.
      checksum: SHA-256 of its archive, as Cargo.lock has it; "" for what is in no registry.
      universe: struct of `annotations`, `crates`, `env`, `flags` and `hub`.
      two_colons: whether its build script says `cargo::`.
      named: programs that its build script names.
    """
    crate = universe.crates[id]
    annotation = universe.annotations.get(crate["name"], {})
    env = crate["env"] | (source_files() if is_source_crate(crate) else {})
    for name, variant in crate["variants"].items():
        script = []
        if variant["script"] and annotation.get("build_script", True):
            script = build_script(name + "_bs", universe, id, variant, annotation, two_colons, named)
        if variant["kind"] not in ("lib", "proc-macro") or crate["folder"] != None:
            continue
        attributes = dependencies(universe, variant["deps"])
        if crate["name"] == "pgrx-bindgen":
            attributes["deps"] = [_bindgen(universe, dep) for dep in attributes["deps"]]
        libraries = libraries_of(universe, crate)
        attributes["deps"] = attributes["deps"] + script + c_part(name, crate, variant) + libraries.deps + [dep for dep in annotation.get("deps", []) if dep not in script]
        library(
            name,
            universe,
            id,
            variant,
            srcs = native.glob(["**/*.rs"]),
            compile_data = crate_files(but = ["**/*.rs"]) + libraries.data,
            crate_root = crate["root"],
            rustc_env = env | annotation.get("rustc_env", {}),
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
