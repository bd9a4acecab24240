"""pgrx_psql: a server with an extension, and psql on the terminal."""

load("//build/postgres:served.bzl", "served", "server_attribute")
load("//build/starter:starter.bzl", "starter")
load("//platforms:tools.bzl", "tools")
load(":harness.bzl", "harness")
load(":info.bzl", "PgExtensionInfo")

def _pgrx_psql_impl(ctx):
    told = harness(ctx, ctx.attr.extension, loaded = True)
    program = ctx.attr._program[0][DefaultInfo]
    return [DefaultInfo(
        executable = starter(ctx, program.files_to_run.executable, told.arguments),
        runfiles = told.runfiles.merge(program.default_runfiles),
    )]

pgrx_psql = rule(
    implementation = _pgrx_psql_impl,
    doc = """`bazel run` starts the PostgreSQL of a target with an extension, and psql in a database that has it.

It is the server of tests, and runs as they do: without root, natively or emulated. Both end with psql, whose
exit code it is. Arguments after `--` are psql's; before them, `--data=<folder>` keeps the data, and
`--setting=<name>=<value>` sets something in the server. Ctrl-C cancels a query.""",
    executable = True,
    attrs = {
        "extension": attr.label(
            aspects = [served],
            doc = "The extension as shipped: a `pgrx_release`.",
            mandatory = True,
            providers = [PgExtensionInfo],
        ),
        "server": server_attribute("extension"),
        "settings": attr.string_list(doc = "Server settings, `name=value`."),
        "_program": attr.label(default = "//src/tools/pg_harness:pg_psql", cfg = tools, executable = True),
    },
)
