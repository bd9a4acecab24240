"""pgrx_image_index: one target, built for several platforms -> one index."""

load("//platforms:shipped.bzl", "SHIPPED_INPUTS", "SHIPPED_SETTINGS", "shipped_for")
load(":action.bzl", "OCI", "run_oci", "write_spec")
load(":info.bzl", "PgImageInfo")

_NOTHING = """{}: give `image` and `platforms`, or `images`"""
_BOTH = """{}: `images` are built for one platform already; drop `image` and `platforms`, or `images`"""

def _index_transition_impl(settings, attr):
    return {str(platform): shipped_for(settings, platform) for platform in attr.platforms}

_index_transition = transition(
    implementation = _index_transition_impl,
    inputs = SHIPPED_INPUTS,
    outputs = SHIPPED_SETTINGS,
)

def _members(ctx):
    if ctx.attr.images:
        if ctx.attr.image or ctx.attr.platforms:
            fail(_BOTH.format(ctx.label))
        return ctx.attr.images
    if not ctx.attr.image or not ctx.attr.platforms:
        fail(_NOTHING.format(ctx.label))
    return [ctx.split_attr.image[str(platform.label)] for platform in ctx.attr.platforms]

def _layout(member):
    if PgImageInfo in member:
        return member[PgImageInfo].layout
    return member.files.to_list()[0]

def _pgrx_image_index_impl(ctx):
    members = _members(ctx)
    infos = [member[PgImageInfo] for member in members if PgImageInfo in member]
    spec = write_spec(ctx, struct(
        annotations = ctx.attr.annotations,
        images = [struct(layout = _layout(member).path) for member in members],
    ))
    layout = ctx.actions.declare_directory(ctx.label.name)
    digest = ctx.actions.declare_file(ctx.label.name + ".digest")
    blobs = depset(
        [_layout(member) for member in members],
        transitive = [member[DefaultInfo].default_runfiles.files for member in members],
    )
    run_oci(
        ctx,
        "index",
        [("--spec", spec), ("--output", layout.path), ("--digest", digest)],
        depset([spec], transitive = [blobs]),
        [layout, digest],
        "Assembling index",
    )
    files = depset([layout], transitive = [blobs])
    return [
        DefaultInfo(files = depset([layout]), runfiles = ctx.runfiles(transitive_files = files)),
        OutputGroupInfo(digest = depset([digest]), blobs = files),
        PgImageInfo(
            layout = layout,
            digest = digest,
            variables = infos[0].variables if infos else {},
        ),
    ]

pgrx_image_index = rule(
    implementation = _pgrx_image_index_impl,
    doc = """Makes an OCI index: of `image`, built (-c opt) for each of `platforms`, or of `images`.

The output is an OCI layout directory; output group `digest` is `<name>.digest`.
What is attached to the images comes along. A platform twice is an error.""",
    attrs = {
        "annotations": attr.string_dict(doc = "Annotations of the index."),
        "image": attr.label(cfg = _index_transition, doc = "A pgrx_image."),
        "images": attr.label_list(allow_files = True, doc = "OCI layout directories with one image each."),
        "platforms": attr.label_list(doc = "Platforms such as //platforms:linux_<cpu>_pg<major>."),
        "_allowlist_function_transition": attr.label(
            default = "@bazel_tools//tools/allowlists/function_transition_allowlist",
        ),
        "_oci": OCI,
    },
    provides = [PgImageInfo],
)
