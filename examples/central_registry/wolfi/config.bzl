"""apko_yaml: where Wolfi is, put into a configuration."""

_UNKNOWN = """{}: where Wolfi is has not been said.
Name its repository and its key: --define=wolfi_repository=<address> --define=wolfi_key=<address>"""

def _apko_yaml_impl(ctx):
    if "wolfi_repository" not in ctx.var or "wolfi_key" not in ctx.var:
        fail(_UNKNOWN.format(ctx.label))
    ctx.actions.expand_template(
        template = ctx.file.template,
        output = ctx.outputs.out,
        substitutions = {
            "{key}": ctx.var["wolfi_key"],
            "{repository}": ctx.var["wolfi_repository"],
        },
    )

apko_yaml = rule(
    implementation = _apko_yaml_impl,
    doc = "Replaces {repository} and {key} by what the command line defines.",
    attrs = {
        "out": attr.output(mandatory = True),
        "template": attr.label(allow_single_file = True, mandatory = True),
    },
)
