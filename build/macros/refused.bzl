"""`refused`: stands for a target that can't be, and says why before anything is built."""

visibility("//build/...")

def _refused_impl(ctx):
    fail("\n" + ctx.attr.error)

refused = rule(
    implementation = _refused_impl,
    doc = "Fails at analysis with a text.",
    attrs = {"error": attr.string(mandatory = True)},
)
