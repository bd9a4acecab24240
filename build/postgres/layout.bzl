"""Where a PostgreSQL has its files, as attributes."""

load(":info.bzl", "debian_layout")

LAYOUT_ATTRIBUTES = {
    "library": attr.string(doc = "What `$libdir` is, below its prefix."),
    "programs": attr.string(doc = "The folder of `postgres`, below its prefix."),
    "share": attr.string(doc = "The folder of `extension`, below its prefix."),
}

def layout_of(ctx, major):
    """The layout that a rule's attributes say.

    Args:
      ctx: of a rule with LAYOUT_ATTRIBUTES.
      major: the major version: without the attributes it is Debian's layout.

    Returns:
      A `PostgresInfo.layout`.
    """
    if not ctx.attr.programs:
        return debian_layout(major)
    return struct(library = ctx.attr.library, programs = ctx.attr.programs, share = ctx.attr.share)
