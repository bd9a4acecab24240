"""stamping: whether a build says when it was made, by Bazel's --stamp."""

visibility(["//build/package/..."])

StampInfo = provider(
    doc = "What --stamp says.",
    fields = {"stamp": "Bool."},
)

stamping = rule(
    implementation = lambda ctx: StampInfo(stamp = ctx.attr.stamp),
    doc = "Tells rules what only a `select` sees.",
    attrs = {"stamp": attr.bool(mandatory = True)},
    provides = [StampInfo],
)
