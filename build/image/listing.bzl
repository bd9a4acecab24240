"""pgrx_listing_test: what an image holds, against a golden text."""

load("//build/starter:starter.bzl", "renewal", "starter")
load("//platforms:tools.bzl", "tools")
load(":action.bzl", "OCI", "run_oci")
load(":info.bzl", "PgImageInfo")

def _pgrx_listing_test_impl(ctx):
    image = ctx.attr.image[PgImageInfo]
    listing = ctx.actions.declare_file(ctx.label.name + ".txt")
    arguments = [("--layout", image.layout.path), ("--output", listing)]
    arguments += [("--any-size", pattern) for pattern in ctx.attr.any_size]
    arguments += [("--fold", pattern) for pattern in ctx.attr.fold]
    arguments += [("--any-value", key) for key in ctx.attr.any_value]
    if ctx.attr.platform:
        arguments.append(("--platform", ctx.attr.platform))
    blobs = ctx.attr.image[DefaultInfo].default_runfiles.files
    run_oci(ctx, "listing", arguments, blobs, [listing], "Listing the image")

    expected = ctx.file.expected
    return [DefaultInfo(
        executable = starter(ctx, ctx.executable._oci_for_test, [
            "compare",
            "--expected",
            expected.short_path,
            "--found",
            listing.short_path,
            "--renew-command",
            renewal(ctx, expected.short_path),
        ]),
        runfiles = ctx.runfiles([expected, listing])
            .merge(ctx.attr._oci_for_test[0][DefaultInfo].default_runfiles),
    )]

pgrx_listing_test = rule(
    implementation = _pgrx_listing_test_impl,
    doc = """Compares mode, owner, size and path of all that an image holds, and its configuration.

`bazel run <test> -- --update <path of expected>` renews the text.""",
    test = True,
    attrs = {
        "any_size": attr.string_list(doc = "Patterns of paths whose size is not compared: compiled files."),
        "any_value": attr.string_list(doc = "Labels, annotations or `platform`, whose value is not compared."),
        "expected": attr.label(allow_single_file = [".txt"], doc = "The golden text, in the package of the test.", mandatory = True),
        "fold": attr.string_list(doc = "Patterns of folders of which only the number and the size of what is below are compared."),
        "image": attr.label(doc = "A pgrx_image or pgrx_image_index.", mandatory = True, providers = [PgImageInfo]),
        "platform": attr.string(doc = "Which image of an index, as os/architecture[/variant]."),
        "_oci": OCI,
        "_oci_for_test": attr.label(default = "//src/tools/oci", executable = True, cfg = tools),
    },
)
