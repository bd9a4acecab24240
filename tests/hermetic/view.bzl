"""view: a file that says what the action that makes it sees. Loaded by the Bazel inside the test."""

def _view_impl(ctx):
    report = ctx.actions.declare_file(ctx.label.name + ".txt")
    ctx.actions.run(
        executable = ctx.file.probe,
        arguments = [report.path],
        outputs = [report],
        # The most that an action can get of the user's environment.
        use_default_shell_env = True,
    )
    return [DefaultInfo(files = depset([report]))]

view = rule(
    implementation = _view_impl,
    attrs = {"probe": attr.label(allow_single_file = True, mandatory = True)},
)
