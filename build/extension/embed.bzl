"""pgrx_embed_sql: the SQL of an extension of pgrx 0.16 or 0.17.

    crate --rustc--> rlib -------------------+
    src/tools/pgrx_embed/program/main.rs ----+--rustc--> program --pgrx_embed--> SQL

Such an extension describes each SQL object by a function, `__pgrx_internals_*`, that has to be
called. So the crate is compiled once more, for the machine that builds and the PostgreSQL that
is asked for: `//platforms:embed_<cpu>_pg<major>`. Nothing of another CPU is run, and all CPUs
have the same SQL, written once.

No `pgrx_embed.rs` of the user's is read: what it includes is what the program does.
"""

load("@rules_rust//rust:defs.bzl", "rust_binary", "rust_library")
load("//platforms:arches.bzl", "HOSTS")
load("//platforms:embed.bzl", "embedding")
load("//platforms:postgres.bzl", "MAJORS")
load("//platforms:tools.bzl", "tools")
load(":extension.bzl", "MAJOR_FEATURE")
load(":info.bzl", "names_for_programs")

# The functions are looked up by name, so the linker keeps and exports them. In what else the
# crate has, PostgreSQL's functions stay undefined; the linker drops all that is not called.
_LINK = ["-Clink-arg=-Wl,--export-dynamic-symbol=__pgrx_internals_*"]

def _embed_program_impl(ctx):
    program = ctx.attr.program[0][DefaultInfo].files_to_run.executable
    return [DefaultInfo(files = depset([program]))]

_embed_program = rule(
    implementation = _embed_program_impl,
    doc = "The program for a PostgreSQL and the CPU that this very target is configured for.",
    attrs = {
        "cpu": attr.string(mandatory = True),
        "major": attr.string(mandatory = True),
        "program": attr.label(cfg = embedding, mandatory = True),
    },
)

def _embed_sql_impl(ctx):
    program = ctx.file.program
    out = ctx.actions.declare_file(ctx.label.name + ".sql")
    args = names_for_programs(ctx)
    args.add("--program", program)
    args.add("--out", out)
    ctx.actions.run(
        executable = ctx.executable._pgrx_embed,
        arguments = [args],
        inputs = [program],
        outputs = [out],
        mnemonic = "PgrxEmbed",
        progress_message = "Writing the SQL of %{label}",
        env = {},
    )
    return [DefaultInfo(files = depset([out]))]

_embed_sql = rule(
    implementation = _embed_sql_impl,
    doc = "Runs the program; see the macro pgrx_embed_sql.",
    attrs = {
        "extension": attr.string(mandatory = True),
        "program": attr.label(allow_single_file = True, cfg = tools, mandatory = True),
        "sql_version": attr.string(mandatory = True),
        "versioned_library": attr.bool(),
        "_pgrx_embed": attr.label(
            cfg = tools,
            default = "//src/tools/pgrx_embed",
            executable = True,
        ),
    },
)

def pgrx_embed_sql(
        name,
        extension,
        emitter,
        sql_version,
        crate_name,
        versioned_library = False,
        crate_features = [],
        tags = [],
        visibility = None,
        **kwargs):
    """Writes the SQL of an extension of pgrx 0.16 or 0.17, for `pgrx_extension(sql = ...)`.

    Also `<name>_lib`, the crate; `<name>_program`; and `<name>_pg<major>`, that for a PostgreSQL.

    Args:
      name: the target's name; its file is `<name>.sql`.
      extension: what follows CREATE EXTENSION.
      emitter: the universe's `pgrx_emitter`.
      sql_version: what `default_version` of the control file says.
      crate_name: the crate's name.
      versioned_library: whether the control file has no `module_pathname`.
      crate_features: the crate's features; `pg<major>` is set by itself.
      tags: tags of all targets.
      visibility: who may depend on `name`.
      **kwargs: passed to rust_library, as `pgrx_extension` has them (srcs, deps, edition, ...).
    """
    manual = tags + ["manual"]
    rust_library(
        name = name + "_lib",
        crate_features = crate_features + MAJOR_FEATURE,
        crate_name = crate_name,
        tags = manual,
        visibility = ["//visibility:private"],
        **kwargs
    )
    rust_binary(
        name = name + "_program",
        srcs = [Label("//src/tools/pgrx_embed:program/main.rs")],
        aliases = {":{}_lib".format(name): "extension"},
        crate_name = "pgrx_embed_program",
        edition = "2021",
        rustc_flags = _LINK,
        tags = manual + ["noclippy", "norustfmt"],
        visibility = ["//visibility:private"],
        deps = [emitter, ":{}_lib".format(name)],
    )
    for major in MAJORS:
        _embed_program(
            name = "{}_pg{}".format(name, major),
            cpu = select({
                Label("@platforms//cpu:" + host.cpu): host.cpu
                for host in HOSTS
            }),
            major = major,
            program = ":{}_program".format(name),
            tags = manual,
            visibility = ["//visibility:private"],
        )
    _embed_sql(
        name = name,
        extension = extension,
        program = select({
            Label("//platforms:is_pg" + major): ":{}_pg{}".format(name, major)
            for major in MAJORS
        }),
        sql_version = sql_version,
        tags = manual,
        versioned_library = versioned_library,
        visibility = visibility,
    )
