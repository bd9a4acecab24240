"""`@<universe>`: what cargo says of a workspace, for the BUILD files of its crates.

    Cargo.toml, Cargo.lock --cargo metadata--> packages --+
                           --cargo build --unit-graph-----+--graph.bzl--> crates.bzl
                                                                            |
    BUILD.bazel   :<dependency>, for each one that a package of the workspace names
    defs.bzl      `crate`, called in the repository of each crate
    pgrx.bzl      `pgrx_crate`, called in the workspace's own BUILD files
    sources.json  where each crate's files come from, for crate_repo.bzl

cargo is the pinned one. It reads the workspace as it stands and writes nothing into it.
"""

load("//build/debian:machine.bzl", "machine_of")
load("//platforms:arches.bzl", "ARCHES")
load(":cargo.bzl", "cargo_of", "config_of", "target_cfg")
load(":config.bzl", "env_of", "flags_of", "parse_config", "report_config")
load(":errors.bzl", "check_chosen", "check_pgrx", "choose_extension")
load(":graph.bzl", "unite")
load(":hub_files.bzl", "DEFS", "PGRX", "broken_files", "build_file", "crates_file")
load(":packages.bzl", "describe", "roots_of")
load(":runs.bzl", "graphs_of")
load(":sources.bzl", "sources_of")
load(":system.bzl", "system_libraries")

def _universe_repo_impl(rctx):
    errors = [rctx.attr.error] if rctx.attr.error else []
    cargo = None if errors else cargo_of(rctx, errors.append)
    if not cargo:
        _write_broken(rctx, errors[0])
        return
    metadata = cargo.metadata
    packages = {package["id"]: package for package in metadata["packages"]}
    members = [packages[id] for id in metadata["workspace_members"]]
    check_pgrx(rctx.attr.universe, packages.values(), errors.append)
    for package in packages.values():
        if not package["source"]:
            rctx.watch(package["manifest_path"])
    cpus = rctx.attr.cpus or [arch.cpu for arch in ARCHES]
    roots = {root.name: root for root in roots_of(members, rctx.attr.crate_features, rctx.attr.default_features)}
    root = roots.get(choose_extension(rctx.attr.universe, roots.keys(), rctx.attr.extension, errors.append))
    if root:
        check_chosen(rctx.attr.universe, rctx.attr.crate_features, packages[root.id], errors.append)
    if errors:
        _write_broken(rctx, errors[0])
        return
    crates = unite(
        packages = packages,
        runs = graphs_of(rctx, cargo.run, root, packages, cpus),
        cpus = cpus,
        majors = root.majors if root else [],
        host_cpu = machine_of(rctx).cpu,
    )
    _write(rctx, crates, packages, root, metadata, _config(rctx, cpus))

def _write_broken(rctx, error):
    for file, text in broken_files(error).items():
        rctx.file(file, text, executable = False)

def _config(rctx, cpus):
    """What is taken of `.cargo/config.toml`, which is reported: a struct of `flags`, `levels` and `env`."""
    config = parse_config(config_of(rctx), str(rctx.path(rctx.attr.manifests[0]).dirname))
    has_flags = bool([key for key in config if key.endswith("rustflags")])
    flags = flags_of(config, [
        struct(cpu = arch.cpu, triple = arch.rust, cfg = target_cfg(rctx, arch.rust))
        for arch in ARCHES
        if has_flags and arch.cpu in cpus
    ])
    env = env_of(config)
    report_config(rctx.attr.universe, flags, env)
    return struct(env = env.taken, flags = flags.by_tag, levels = flags.levels)

def _write(rctx, crates, packages, root, metadata, config):
    described = describe(rctx, crates, packages, metadata["workspace_root"])
    annotations = json.decode(rctx.attr.annotations)
    _check_system(rctx.attr.universe, annotations, described, crates, packages, root)
    rctx.file("crates.bzl", crates_file(rctx.name, annotations, config, root, described))
    rctx.file("sources.json", json.encode_indent(sources_of(rctx, crates, packages)))
    rctx.file("defs.bzl", DEFS.format(crate = Label(":crate.bzl")))
    rctx.file("pgrx.bzl", PGRX.format(pgrx_crate = Label(":pgrx_crate.bzl")))
    rctx.file("BUILD.bazel", build_file(rctx.attr.universe, described, metadata))

def _check_system(universe, annotations, described, crates, packages, root):
    """Marks crates that need a library of the system, and warns of those that may."""
    found = system_libraries(
        annotated = annotations,
        crates = described,
        features = {id: packages[crate.package]["features"].keys() for id, crate in crates.items()},
        roots = [root.crate] if root else [id for id, crate in described.items() if crate["folder"] != None],
        universe = universe,
    )
    for id, crate in described.items():
        crate["refused"] = found.refused.get(id, {})
    for warning in found.warnings:
        print("\n" + warning)  # buildifier: disable=print

universe_repo = repository_rule(
    implementation = _universe_repo_impl,
    doc = "Asks cargo which crates a workspace is made of; made anew when a manifest or the lock changes.",
    attrs = {
        "annotations": attr.string(default = "{}", doc = "{crate: annotation}, as JSON."),
        "cargo_lockfile": attr.label(doc = "Cargo.lock."),
        "cpus": attr.string_list(doc = "Bazel's names of the CPUs; all rows by default."),
        "default_features": attr.bool(default = True),
        "error": attr.string(doc = "What was wrong with the universe before cargo could be asked."),
        "extension": attr.string(doc = "The package that is the extension, where there are several."),
        "crate_features": attr.string_list(doc = "Features to turn on besides."),
        "manifests": attr.label_list(doc = "Cargo.toml of the workspace, first."),
        "universe": attr.string(mandatory = True, doc = "The universe's name, as its module knows it."),
    },
    environ = ["CARGO_HOME", "RULES_PGRX_LOCKED"],
)
