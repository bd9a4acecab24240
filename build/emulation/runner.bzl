"""target_runner: starts a test's program, under emulation where the machine can't run it.

.bazelrc names it in --run_under, so that
`./tools/bazel test --platforms=//platforms:linux_<cpu> //src/...` runs tests built for that CPU.
"""

load("//build/postgres:info.bzl", "PgServerInfo")
load("//build/starter:starter.bzl", "starter")
load("//platforms:tools.bzl", "tools")

def _target_runner_impl(ctx):
    if PgServerInfo not in ctx.attr.server[0]:
        return [DefaultInfo(executable = starter(ctx, None, []))]
    server = ctx.attr.server[0][PgServerInfo]
    program = ctx.attr._program[0][DefaultInfo]
    arguments = ["--server", server.spec.short_path, "--"]
    return [DefaultInfo(
        executable = starter(ctx, program.files_to_run.executable, arguments),
        runfiles = program.default_runfiles.merge(server.files),
    )]

target_runner = rule(
    implementation = _target_runner_impl,
    doc = "A program for --run_under: executes its arguments, under emulation where they are of another CPU.",
    executable = True,
    attrs = {
        "server": attr.label(
            cfg = tools,
            doc = "A server whose C library the target's programs run with; any other target where the machine runs them itself.",
            mandatory = True,
        ),
        "_program": attr.label(default = "//src/tools/pg_harness:target_run", cfg = tools, executable = True),
    },
)
