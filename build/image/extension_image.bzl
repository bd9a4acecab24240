"""pgrx_extension_image: an extension alone, in CloudNativePG's image-volume layout.

    /share/extension/<name>.control, *.sql    /lib/<name>.so
    /licenses/<package>/copyright             /system/*.so, libraries the base lacks
"""

load("//build/extension:info.bzl", "PgExtensionInfo")
load("//platforms:postgres.bzl", "release_of")
load(":action.bzl", "OCI")
load(":image.bzl", "pgrx_image")
load(":info.bzl", "PgImageMetadataInfo", "PgLayerInfo")
load(":layer.bzl", "layer_action", "placed")

# Of CloudNativePG's documentation, "Image Volume Extensions".
_PREFIX = "io.cloudnativepg.image."
_OPENCONTAINERS = "org.opencontainers.image."
_USER = "65532:65532"

def _pgrx_extension_layer_impl(ctx):
    extension = ctx.attr.extension[PgExtensionInfo]
    suite = release_of(extension.major).suite
    files = [(extension.library, "lib/" + extension.library.basename)]
    files += [
        (file, "share/extension/" + file.basename)
        for file in [extension.control] + extension.sql
    ]
    for target, package in ctx.attr.licenses.items():
        files += [(file, "licenses/{}/copyright".format(package)) for file in target.files.to_list()]
    files += [(file, "system/" + file.basename) for file in ctx.files.system]
    facts = {
        _OPENCONTAINERS + "title": extension.extension,
        _OPENCONTAINERS + "version": extension.version,
        _PREFIX + "base.os": suite,
        _PREFIX + "base.pgmajor": extension.major,
        _PREFIX + "sql.version": extension.version,
    }
    return layer_action(
        ctx,
        files = files,
        inputs = [file for file, _ in files],
        modes = {"**": "0644", "lib/*.so": "0755"} | ({"system/*": "0755"} if ctx.files.system else {}) |
                {folder: "0755" for folder in ["lib", "licenses", "licenses/*", "share", "share/extension"]} |
                ({"system": "0755"} if ctx.files.system else {}),
        # Image volumes are not at $libdir: postgres-extensions-containers#256.
        forbidden_text = {"share/extension/*": "$libdir/"},
    ) + [PgImageMetadataInfo(
        annotations = facts,
        labels = facts,
        variables = {
            "distro": suite,
            "pgmajor": extension.major,
            "version": extension.version,
        },
    )]

pgrx_extension_layer = rule(
    implementation = _pgrx_extension_layer_impl,
    doc = "The layer of pgrx_extension_image, and the labels, annotations and tag values that follow from the extension.",
    attrs = {
        "extension": attr.label(doc = "A `pgrx_extension` or `pgrx_release`.", mandatory = True, providers = [PgExtensionInfo]),
        "licenses": attr.label_keyed_string_dict(allow_files = True, doc = "Licence text -> name of the package it is of."),
        "system": attr.label_list(allow_files = True, doc = "Shared libraries that the base image lacks."),
        "_oci": OCI,
    },
    provides = [PgLayerInfo, PgImageMetadataInfo],
)

def pgrx_extension_image(name, extension, licenses, system = [], base_name = "", annotations = {}, labels = {}, **kwargs):
    """An extension-only image; the layer is `<name>_layer`.

    Args:
      name: the target's name.
      extension: a pgrx_extension or pgrx_release.
      licenses: {licence text: name of the package it is of}.
      system: shared libraries that the base image lacks.
      base_name: the PostgreSQL image that the extension is for, if it is to be named.
      annotations: further annotations.
      labels: further labels.
      **kwargs: of pgrx_image.
    """
    tags = kwargs.pop("tags", []) + ["manual"]
    pgrx_extension_layer(
        name = name + "_layer",
        extension = extension,
        licenses = licenses,
        system = system,
        tags = tags,
    )
    base = {_PREFIX + "base.name": base_name} if base_name else {}
    pgrx_image(
        name = name,
        annotations = base | annotations,
        labels = base | labels,
        metadata = [name + "_layer"],
        tags = tags,
        tars = [name + "_layer"],
        user = _USER,
        **kwargs
    )
