"""lock_update: the command that writes locks of the user's."""

load("//build/starter:starter.bzl", "starter")
load("//platforms:tools.bzl", "tools")

def _lock_update_impl(ctx):
    program = ctx.attr._program[0][DefaultInfo]
    groups = ctx.file._groups
    arguments = ["--groups", groups.short_path, "--renew", ctx.attr.renew, "update", "--dir", ctx.attr.folder]
    for name in ctx.attr.sets:
        arguments += ["--set", name]
    return [DefaultInfo(
        executable = starter(ctx, program.files_to_run.executable, arguments),
        runfiles = ctx.runfiles([groups]).merge(program.default_runfiles),
    )]

lock_update = rule(
    implementation = _lock_update_impl,
    doc = "Renews locks of the user's.",
    executable = True,
    attrs = {
        "folder": attr.string(doc = "Folder of the locks, on this machine.", mandatory = True),
        "renew": attr.string(doc = "How the user runs this, for messages.", mandatory = True),
        "sets": attr.string_list(doc = "Names of the locks' sets.", mandatory = True),
        "_groups": attr.label(allow_single_file = True, default = "//src/tools/debian_lock:groups"),
        "_program": attr.label(cfg = tools, default = "//src/tools/debian_lock", executable = True),
    },
)
