"""pgrx_image: base, layers and configuration -> an image, as an OCI layout."""

load("//build/macros:attributes.bzl", "check_attributes")
load("//platforms:arches.bzl", "ARCHES", "arch_of")
load("//platforms:levels.bzl", "LEVELS")
load(":action.bzl", "OCI", "run_oci", "write_spec")
load(":info.bzl", "PgImageInfo", "PgImageMetadataInfo", "PgLayerInfo")
load(":platforms.bzl", "oci_platform")

# The OCI name of the platform that is built for.
_PLATFORM = {
    Label("@platforms//cpu:" + arch.cpu): oci_platform(arch)
    for arch in ARCHES
} | {
    Label("//platforms:is_" + level.name): oci_platform(arch_of(level.cpu), level)
    for level in LEVELS
}

def platform_struct(text):
    """A platform as the specs of src/tools/oci want it.

    Args:
      text: os/architecture or os/architecture/variant.

    Returns:
      A dict.
    """
    parts = text.split("/")
    platform = {"os": parts[0], "architecture": parts[1]}
    return platform | ({"variant": parts[2]} if len(parts) > 2 else {})

def _merged(ctx, field):
    values = {}
    for target in ctx.attr.metadata:
        values.update(getattr(target[PgImageMetadataInfo], field))
    return values

def _layer(target):
    if PgLayerInfo in target:
        info = target[PgLayerInfo]
        return [struct(tar = info.tar.path, metadata = info.metadata.path)], [info.tar, info.metadata]
    files = target.files.to_list()
    return [struct(tar = file.path) for file in files], files

def _config(ctx):
    attr = ctx.attr
    config = {
        "env": attr.env,
        "exposed_ports": attr.exposed_ports,
        "labels": _merged(ctx, "labels") | attr.labels,
        "volumes": attr.volumes,
    }
    given = {
        "cmd": attr.cmd,
        "entrypoint": attr.entrypoint,
        "stop_signal": attr.stop_signal,
        "user": attr.user,
        "working_dir": attr.workdir,
    }
    return config | {key: value for key, value in given.items() if value}

def _pgrx_image_impl(ctx):
    layers, inputs = [], list(ctx.files.base)
    for target in ctx.attr.tars:
        found, files = _layer(target)
        layers += found
        inputs += files
    spec = {
        "annotations": _merged(ctx, "annotations") | ctx.attr.annotations,
        "attachments": [
            struct(file = file.path, artifact_type = kind)
            for target, kind in ctx.attr.attachments.items()
            for file in target.files.to_list()
        ],
        "config": _config(ctx),
        "layers": layers,
        "platform": platform_struct(ctx.attr.platform),
    }
    if ctx.files.base:
        spec["base"] = ctx.file.base.path
    spec = write_spec(ctx, spec)
    layout = ctx.actions.declare_directory(ctx.label.name)
    digest = ctx.actions.declare_file(ctx.label.name + ".digest")
    run_oci(
        ctx,
        "image",
        [("--spec", spec), ("--output", layout.path), ("--digest", digest)],
        inputs + ctx.files.attachments + [spec],
        [layout, digest],
        "Assembling image",
    )

    # The layout links to the layers: they are to be there wherever it is.
    files = depset([layout], transitive = [depset(inputs + ctx.files.attachments)])
    return [
        DefaultInfo(files = depset([layout]), runfiles = ctx.runfiles(transitive_files = files)),
        OutputGroupInfo(digest = depset([digest]), blobs = files),
        PgImageInfo(layout = layout, digest = digest, variables = _merged(ctx, "variables")),
    ]

_ATTRS = {
    "annotations": attr.string_dict(),
    "attachments": attr.label_keyed_string_dict(allow_files = True),
    "base": attr.label(allow_single_file = True),
    "cmd": attr.string_list(),
    "entrypoint": attr.string_list(),
    "env": attr.string_dict(),
    "exposed_ports": attr.string_list(),
    "labels": attr.string_dict(),
    "metadata": attr.label_list(providers = [PgImageMetadataInfo]),
    "platform": attr.string(mandatory = True),
    "stop_signal": attr.string(),
    "tars": attr.label_list(allow_files = [".tar", ".tar.gz", ".tgz"]),
    "user": attr.string(),
    "volumes": attr.string_list(),
    "workdir": attr.string(),
    "_oci": OCI,
}

# What pgrx_image takes besides what every rule does.
IMAGE = [attribute for attribute in _ATTRS if attribute != "platform" and not attribute.startswith("_")]

_pgrx_image = rule(
    implementation = _pgrx_image_impl,
    doc = "See the macro pgrx_image.",
    attrs = _ATTRS,
    provides = [PgImageInfo],
)

def pgrx_image(name, **kwargs):
    """Assembles an image for the platform that is built for.

    The output is an OCI layout directory that links to its layers; output group
    `digest` is `<name>.digest`. Attributes are named as in rules_oci's oci_image.

    Args:
      name: the target's name.
      **kwargs: common attributes, and
        base: an OCI layout directory with an image of the same platform;
        tars: layers, lowest first: pgrx_layer, or any tar archive, plain or gzip;
        entrypoint, cmd, env, user, workdir, exposed_ports, volumes, labels,
        stop_signal: the configuration, on top of the base's; `entrypoint` drops
        the base's `cmd`;
        annotations: of the manifest;
        metadata: targets that bring labels and annotations, such as pgrx_extension_layer;
        attachments: file -> artifact type; attached as OCI referrers.
    """
    check_attributes("pgrx_image", name, kwargs, IMAGE)
    _pgrx_image(name = name, platform = select(_PLATFORM), **kwargs)
