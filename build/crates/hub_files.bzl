"""What stands in the files of `@<universe>`; hub_repo.bzl has their list."""

load(":lock.bzl", "crate_id")
load(":packages.bzl", "has_schema_section")

visibility(["//build/crates/..."])

def crates_file(hub, annotations, config, root, described):
    """`crates.bzl`: what the macros are told.

    Args:
      hub: the canonical name of `@<universe>`.
      annotations: {crate: annotation}.
      config: struct of `env`, `flags` and `levels`, of `.cargo/config.toml`.
      root: the extension, of `roots_of`; None where there is none.
      described: {crate id: row}.

    Returns:
      The text.
    """
    has_section = [True for crate in described.values() if crate["name"] == "pgrx" and has_schema_section(crate["version"])]
    values = {
        "ANNOTATIONS": annotations,
        "CRATES": described,
        "ENV": config.env,
        "FLAGS": config.flags,
        "HUB": hub,
        "LEVELS": config.levels,
        "ROOT": {
            "features": root.features,
            "has_section": bool(has_section),
            "id": root.crate,
            "majors": [major.removeprefix("pg") for major in root.majors],
        } if root else None,
    }
    return "\n".join(["{} = {}\n".format(name, repr(value)) for name, value in values.items()])

def build_file(universe, described, metadata):
    """`BUILD.bazel`: an alias for each dependency that a member names, and what writes SQL.

    Args:
      universe: the universe's name.
      described: {crate id: row}.
      metadata: what `cargo metadata` says.

    Returns:
      The text.
    """
    return _aliases(universe, described, _direct(metadata)) + _emitter(universe, described)

def broken_files(error):
    """A universe that can't be had: whatever is loaded of it fails with the text.

    Bazel says it once then, below the line that asked for it. A rule of a repository that fails is
    reported by each function of Bazel that waited for it, with the text each time.

    Args:
      error: the text.

    Returns:
      {file: text}.
    """
    return {
        "BUILD.bazel": _LOAD_ERROR + "fail(ERROR)\n",
        # On its own, as a traceback shows the line that fails.
        "error.bzl": "ERROR = {}\n".format(repr(error)),
        "pgrx.bzl": _LOAD_ERROR + "def pgrx_crate(name, **_kwargs):\n    fail(ERROR)\n",
    }

_LOAD_ERROR = "load(\":error.bzl\", \"ERROR\")\n\n"

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

def _aliases(universe, described, direct):
    """An alias for each dependency of a member that is a crate with a repository."""
    named = {}
    text = "package(default_visibility = [\"//visibility:public\"])\n\nexports_files([\"sources.json\"])\n"
    for id, crate in sorted(described.items()):
        if id in direct and crate["folder"] == None and crate["name"] in crate["variants"] and crate["name"] not in named:
            text += _ALIAS.format(actual = "@{}__{}//:{}".format(universe, id, crate["name"]), name = crate["name"])
            named[crate["name"]] = True
        if crate["name"] == "pgrx-pg-sys":
            for name, target in _PG_SYS.items():
                text += _ALIAS.format(actual = "@{}__{}//:{}".format(universe, id, target), name = name)
    return text

def _emitter(universe, described):
    """What writes SQL by the pgrx of this universe: a program, or before 0.18 a library for one."""
    for id, crate in described.items():
        if crate["name"] == "pgrx-sql-entity-graph":
            return (_SCHEMA_TOOL if has_schema_section(crate["version"]) else _EMITTER).format(
                crate = "@{}__{}//:pgrx-sql-entity-graph".format(universe, id),
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

DEFS = "\n".join([
    'load("{crate}", "registry_crate")',
    'load(":crates.bzl", "ANNOTATIONS", "CRATES", "ENV", "FLAGS", "HUB")',
    "",
    "def crate(id, checksum, two_colons, named):",
    "    registry_crate(id, checksum, struct(annotations = ANNOTATIONS, crates = CRATES, env = ENV, flags = FLAGS, hub = HUB), two_colons, named)",
    "",
])

PGRX = "\n".join([
    'load("{pgrx_crate}", _pgrx_crate = "pgrx_crate")',
    'load(":crates.bzl", "ANNOTATIONS", "CRATES", "ENV", "FLAGS", "HUB", "LEVELS", "ROOT")',
    "",
    "def pgrx_crate(name, **kwargs):",
    "    _pgrx_crate(name, universe = struct(annotations = ANNOTATIONS, crates = CRATES, env = ENV, flags = FLAGS, hub = HUB, levels = LEVELS, root = ROOT), **kwargs)",
    "",
])
