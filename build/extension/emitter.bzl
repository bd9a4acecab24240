"""What writes SQL by the pgrx of a universe, compiled against its crate pgrx-sql-entity-graph.

    :pgrx_emit    a library, for the program of embed.bzl    (pgrx 0.16 and 0.17)
    :pgrx_schema  the program that reads a library's section (pgrx from 0.18 on)

The sources are those of src/tools and the same for each universe; the crate differs. All other
crates are those of our own tools.
"""

load("@rules_cc//cc:defs.bzl", "CcInfo")
load("@rules_rust//rust:defs.bzl", "rust_binary", "rust_common", "rust_library")

def _macros_crate_impl(ctx):
    crate = ctx.attr.crate
    return [
        crate[provider]
        for provider in (DefaultInfo, rust_common.crate_info, rust_common.dep_info, CcInfo)
        if provider in crate
    ]

macros_crate = rule(
    implementation = _macros_crate_impl,
    doc = """A crate as macros have it, for a program of the build: it runs where they do.

    pgrx's macros are made of pgrx-sql-entity-graph and a parser of Rust; so is `pgrx_schema`, which
    would have them compiled once more. Not for crates of our own tools: rustc would see two of each.""",
    attrs = {"crate": attr.label(cfg = "exec", mandatory = True, providers = [rust_common.crate_info])},
)

def pgrx_emitter(name, entity_graph, tags = [], visibility = None):
    """Declares the library by which SQL is written from descriptions of SQL objects.

    Args:
      name: the target's name.
      entity_graph: the universe's crate pgrx-sql-entity-graph, 0.16 or later.
      tags: tags of the target.
      visibility: who may depend on it.
    """
    rust_library(
        name = name,
        srcs = [Label("//src/tools/pgrx_emit:sources")],
        crate_name = "pgrx_emit",
        crate_root = Label("//src/tools/pgrx_emit:src/lib.rs"),
        edition = "2021",
        tags = tags,
        visibility = visibility,
        deps = [entity_graph],
    )

def pgrx_schema_tool(name, entity_graph, tags = [], visibility = None):
    """Declares the program that writes SQL from a library: `pgrx_extension(schema_tool = ...)`.

    Also `<name>_emit` and `<name>_lib`, of which it is made.

    Args:
      name: the target's name.
      entity_graph: the universe's crate pgrx-sql-entity-graph, 0.18 or later; see `macros_crate`.
      tags: tags of the targets.
      visibility: who may depend on the program.
    """
    pgrx_emitter(name + "_emit", entity_graph, tags)
    rust_library(
        name = name + "_lib",
        srcs = [Label("//src/tools/pgrx_schema:sources")],
        crate_name = "pgrx_schema",
        crate_root = Label("//src/tools/pgrx_schema:src/lib.rs"),
        edition = "2021",
        tags = tags,
        deps = [
            entity_graph,
            ":{}_emit".format(name),
            Label("//src/tools/files"),
            Label("@crates//:object"),
        ],
    )
    rust_binary(
        name = name,
        srcs = [Label("//src/tools/pgrx_schema:src/main.rs")],
        crate_name = "pgrx_schema_main",
        edition = "2021",
        tags = tags,
        visibility = visibility,
        deps = [
            ":{}_lib".format(name),
            Label("//src/tools/command_line"),
            Label("//src/tools/files"),
        ],
    )
