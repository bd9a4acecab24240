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
load(":errors.bzl", "check_pgrx", "choose_extension", "fail_universe")
load(":graph.bzl", "unite")
load(":lock.bzl", "crate_id")
load(":packages.bzl", "describe", "has_schema_section", "roots_of", "sources_of")
load(":runs.bzl", "graphs_of")

def _universe_repo_impl(rctx):
    if rctx.attr.error:
        fail_universe(rctx.attr.universe, rctx.attr.error)
    cargo = cargo_of(rctx)
    metadata = cargo.metadata
    packages = {package["id"]: package for package in metadata["packages"]}
    members = [packages[id] for id in metadata["workspace_members"]]
    check_pgrx(rctx.attr.universe, packages.values())
    for package in packages.values():
        if not package["source"]:
            rctx.watch(package["manifest_path"])
    cpus = rctx.attr.cpus or [arch.cpu for arch in ARCHES]
    roots = {root.name: root for root in roots_of(members, rctx.attr.crate_features, rctx.attr.default_features)}
    root = roots.get(choose_extension(rctx.attr.universe, roots.keys(), rctx.attr.extension))
    crates = unite(
        packages = packages,
        runs = graphs_of(rctx, cargo.run, root, packages, cpus),
        cpus = cpus,
        majors = root.majors if root else [],
        host_cpu = machine_of(rctx).cpu,
    )
    _write(rctx, crates, packages, root, metadata, _config(rctx, cpus))

def _config(rctx, cpus):
    """What is taken of `.cargo/config.toml`, which is reported: a struct of `flags` and `env`."""
    config = parse_config(config_of(rctx), str(rctx.path(rctx.attr.manifests[0]).dirname))
    has_flags = bool([key for key in config if key.endswith("rustflags")])
    flags = flags_of(config, [
        struct(cpu = arch.cpu, triple = arch.rust, cfg = target_cfg(rctx, arch.rust))
        for arch in ARCHES
        if has_flags and arch.cpu in cpus
    ])
    env = env_of(config)
    report_config(rctx.attr.universe, flags, env)
    return struct(env = env.taken, flags = flags.by_tag)

def _write(rctx, crates, packages, root, metadata, config):
    described = describe(rctx, crates, packages, metadata["workspace_root"])
    rctx.file("crates.bzl", "HUB = {}\n\nENV = {}\n\nFLAGS = {}\n\nANNOTATIONS = {}\n\nROOT = {}\n\nCRATES = {}\n".format(
        repr(rctx.name),
        repr(config.env),
        repr(config.flags),
        repr(json.decode(rctx.attr.annotations)),
        repr({"features": root.features, "has_section": _has_section(packages), "id": root.crate, "majors": [m.removeprefix("pg") for m in root.majors]} if root else None),
        repr(described),
    ))
    rctx.file("sources.json", json.encode_indent(sources_of(rctx, crates, packages)))
    rctx.file("defs.bzl", _DEFS.format(crate = Label(":crate.bzl")))
    rctx.file("pgrx.bzl", _PGRX.format(pgrx_crate = Label(":pgrx_crate.bzl")))
    rctx.file("BUILD.bazel", _build(rctx, described, _direct(metadata)) + _emitter(rctx, described))

def _has_section(packages):
    """Whether the universe's pgrx leaves its SQL in the library."""
    return bool([True for package in packages.values() if package["name"] == "pgrx" and has_schema_section(package["version"])])

def _direct(metadata):
    """{crate id: True} of what members depend on themselves; a crate may be there in other versions too."""
    members = {id: True for id in metadata["workspace_members"]}
    packages = {package["id"]: package for package in metadata["packages"]}
    return {
        crate_id(packages[id]["name"], packages[id]["version"]): True
        for node in metadata["resolve"]["nodes"]
        if node["id"] in members
        for id in node["dependencies"]
    }

def _build(rctx, described, direct):
    """An alias for each dependency of a member that is a crate with a repository."""
    named = {}
    text = "package(default_visibility = [\"//visibility:public\"])\n\nexports_files([\"sources.json\"])\n"
    for id, crate in sorted(described.items()):
        if id in direct and crate["folder"] == None and crate["name"] in crate["variants"] and crate["name"] not in named:
            text += _ALIAS.format(actual = "@{}__{}//:{}".format(rctx.attr.universe, id, crate["name"]), name = crate["name"])
            named[crate["name"]] = True
        if crate["name"] == "pgrx-pg-sys":
            for name, target in _PG_SYS.items():
                text += _ALIAS.format(actual = "@{}__{}//:{}".format(rctx.attr.universe, id, target), name = name)
    return text

def _emitter(rctx, described):
    """What writes SQL by the pgrx of this universe: a program, or before 0.18 a library for one."""
    for id, crate in described.items():
        if crate["name"] == "pgrx-sql-entity-graph":
            return (_SCHEMA_TOOL if has_schema_section(crate["version"]) else _EMITTER).format(
                crate = "@{}__{}//:pgrx-sql-entity-graph".format(rctx.attr.universe, id),
                rules = Label("//build/extension:emitter.bzl"),
            )
    return ""

_EMITTER = """
load("{rules}", "pgrx_emitter")

pgrx_emitter(
    name = "emitter",
    entity_graph = "{crate}",
    tags = ["manual"],
    visibility = ["//visibility:public"],
)
"""

_SCHEMA_TOOL = """
load("{rules}", "macros_crate", "pgrx_schema_tool")

macros_crate(
    name = "emitter_entity_graph",
    crate = "{crate}",
    tags = ["manual"],
)

pgrx_schema_tool(
    name = "emitter",
    entity_graph = ":emitter_entity_graph",
    tags = ["manual"],
    visibility = ["//visibility:public"],
)
"""

# What the crate pgrx-pg-sys has besides.
_PG_SYS = {
    "bindings": "pgrx-pg-sys_bs",
    "bindings_generator": "pgrx-pg-sys_bs_generator",
    "bindings_inputs": "pgrx-pg-sys_bs_inputs",
    "bindings_raw": "pgrx-pg-sys_bs_raw",
    "bindings_root": "pgrx-cshim.c",
}

_ALIAS = """
alias(
    name = "{name}",
    actual = "{actual}",
    tags = ["manual"],
)
"""

_DEFS = "\n".join([
    'load("{crate}", "registry_crate")',
    'load(":crates.bzl", "ANNOTATIONS", "CRATES", "ENV", "FLAGS", "HUB")',
    "",
    "def crate(id, checksum, two_colons):",
    "    registry_crate(id, checksum, struct(annotations = ANNOTATIONS, crates = CRATES, env = ENV, flags = FLAGS, hub = HUB), two_colons)",
    "",
])

_PGRX = "\n".join([
    'load("{pgrx_crate}", _pgrx_crate = "pgrx_crate")',
    'load(":crates.bzl", "ANNOTATIONS", "CRATES", "ENV", "FLAGS", "HUB", "ROOT")',
    "",
    "def pgrx_crate(name, **kwargs):",
    "    _pgrx_crate(name, universe = struct(annotations = ANNOTATIONS, crates = CRATES, env = ENV, flags = FLAGS, hub = HUB, root = ROOT), **kwargs)",
    "",
])

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
