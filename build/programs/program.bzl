"""What stands in the repository of a program for build scripts."""

ProgramInfo = provider(
    doc = "A program for build scripts.",
    fields = {
        "env": "{variable: value}, in which {usr} is where the program lies.",
        "name": "Its name.",
        "usr": "Its `usr`, from the execution root.",
    },
)

def _program_impl(ctx):
    return [
        DefaultInfo(files = depset(ctx.files.srcs)),
        ProgramInfo(
            env = ctx.attr.env,
            name = ctx.attr.program,
            usr = ctx.label.workspace_root + "/usr",
        ),
    ]

program = rule(
    implementation = _program_impl,
    doc = "A program with its libraries and data.",
    attrs = {
        "env": attr.string_dict(doc = "Variables that build scripts find it by."),
        "program": attr.string(doc = "Its name in usr/bin.", mandatory = True),
        "srcs": attr.label_list(allow_files = True, doc = "All of its files.", mandatory = True),
    },
    provides = [ProgramInfo],
)
