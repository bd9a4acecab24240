"""`refused_crate`: stands for a crate that can't be built, and says why before anything is."""

visibility(["//build/crates/..."])

def _refused_crate_impl(ctx):
    fail("\n" + ctx.attr.error)

refused_crate = rule(
    implementation = _refused_crate_impl,
    doc = "Fails at analysis with a text.",
    attrs = {"error": attr.string(mandatory = True)},
)
