"""pgrx_extension_layer: an extension as a layer (layouts.bzl); pgrx_extension_image: that layer alone."""

load("//build/debian:here.bzl", "target_text")
load("//build/extension:info.bzl", "PgExtensionInfo")
load("//build/macros:attributes.bzl", "check_attributes")
load("//build/package:crates.bzl", "crates_aspect", "libraries_of")
load("//build/package:info.bzl", "PgPlacedFilesInfo")
load("//build/package:sbom.bzl", "pgrx_sbom")
load("//platforms:postgres.bzl", "release_of")
load("//platforms:tools.bzl", "tools")
load(":action.bzl", "OCI")
load(":image.bzl", "IMAGE", "pgrx_image")
load(":info.bzl", "PgImageMetadataInfo", "PgLayerInfo")
load(":layer.bzl", "layer_action")
load(":layouts.bzl", "BASE_NAME", "LAYOUTS")

ERROR_LIBRARIES = """\
{label}: the extension is linked with {libraries} of @{name}, and `libraries` doesn't say where an image has that.
To mend it: write `libraries = {{"{name}": "system"}}`, which puts it into this image, or `libraries = {{"{name}": "base"}}` if the image \
that the extension is mounted in or added to has it. With `linkage = "static"` in `pgrx.libraries(name = "{name}")` none is needed."""

ERROR_LIBRARIES_VALUE = """\
{label}: `libraries` says "{place}" of {name}, and it can say "system" or "base"."""

_OPENCONTAINERS = "org.opencontainers.image."

# Of one image and no index: CPUs may differ.
_GLIBC = "pgrx.glibc"
_CPU_LEVEL = "pgrx.cpu_level"

# Read by pgrx_image_catalog.
_LIBRARIES = "pgrx.ld_library_path"
_USER = "65532:65532"

# Where shared libraries can be.
_PLACES = ["base", "system"]

# By which registries' clients find it among what is attached to an image.
_SPDX = "application/spdx+json"

def _brought(ctx):
    """The shared libraries of `pgrx.libraries` that are to be in this image: a list of LibrariesInfo."""
    for name, place in ctx.attr.libraries.items():
        if place not in _PLACES:
            fail("\n" + ERROR_LIBRARIES_VALUE.format(label = target_text(ctx.label), name = name, place = place))
    needed = [libraries for libraries in libraries_of([ctx.attr.extension]) if libraries.shared]
    for libraries in needed:
        if libraries.name not in ctx.attr.libraries:
            fail("\n" + ERROR_LIBRARIES.format(label = target_text(ctx.label), libraries = ", ".join(libraries.shared), name = libraries.name))
    return [libraries for libraries in needed if ctx.attr.libraries[libraries.name] == "system"]

def _checked(ctx, extension):
    """An empty file that exists if PostgreSQL finds the library in an image volume."""
    checked = ctx.actions.declare_file(ctx.label.name + ".checked")
    args = ctx.actions.args()
    args.add("--control", extension.control)
    args.add_all(extension.sql, before_each = "--script")
    args.add("--out", checked)
    ctx.actions.run(
        executable = ctx.executable._volume_check,
        arguments = [args],
        inputs = [extension.control] + extension.sql,
        outputs = [checked],
        mnemonic = "PgrxVolumeCheck",
        progress_message = "Checking that %{label} can be mounted",
        env = {},
    )
    return checked

def _pgrx_extension_layer_impl(ctx):
    extension = ctx.attr.extension[PgExtensionInfo]
    layout = LAYOUTS[ctx.attr.layout](extension)
    system, files = list(ctx.files.system), list(layout.files)
    for libraries in _brought(ctx):
        system += [library.file for library in libraries.shared.values()]
        owners = [library.package for library in libraries.shared.values()]
        files += [(file, layout.license.format(file.basename)) for file in libraries.licences if file.basename in owners]
    for target, package in ctx.attr.licenses.items():
        files += [(file, layout.license.format(package)) for file in target.files.to_list()]
    files += [(file, layout.system + "/" + file.basename) for file in system]
    libraries = {layout.library: None} | ({layout.system: None} if system else {})
    folders = {path[:end]: None for _, path in files for end in range(len(path)) if path[end] == "/"}
    facts = layout.facts | {
        _OPENCONTAINERS + "title": extension.extension,
        _OPENCONTAINERS + "version": extension.version,
    } | ({_LIBRARIES: layout.system} if system and ctx.attr.layout == "image_volume" else {})
    return layer_action(
        ctx,
        files = files,
        inputs = [file for file, _ in files] + ([_checked(ctx, extension)] if ctx.attr.layout == "image_volume" else []),
        modes = {"**": "0644"} |
                {folder: "0755" for folder in folders} |
                {folder + "/*.so*": "0755" for folder in libraries},
    ) + [PgImageMetadataInfo(
        annotations = facts,
        labels = facts | {_GLIBC: extension.glibc} | ({_CPU_LEVEL: extension.cpu_level} if extension.cpu_level else {}),
        variables = {
            "distro": release_of(extension.major).suite,
            "pgmajor": extension.major,
            "version": extension.version,
        },
    )]

pgrx_extension_layer = rule(
    implementation = _pgrx_extension_layer_impl,
    doc = """A layer with an extension, and the labels, annotations and tag values that follow from it.

An extension whose library PostgreSQL would not find in an image volume is refused: one that
names a folder, or that has `LOAD '$libdir/...'` in a script. `module_pathname = '$libdir/<name>'`
and functions of `$libdir/<name>` are found.

For `tars` and `metadata` of a pgrx_image.""",
    # buildifier: disable=attr-licenses
    attrs = {
        "extension": attr.label(
            aspects = [crates_aspect],
            doc = "A `pgrx_extension` or `pgrx_release`.",
            mandatory = True,
            providers = [PgExtensionInfo],
        ),
        "layout": attr.string(
            default = "image_volume",
            doc = "`image_volume`, as CloudNativePG mounts it; `debian` or `wolfi`, as that distribution's PostgreSQL finds it.",
            values = LAYOUTS.keys(),
        ),
        "libraries": attr.string_dict(doc = "Name of a `pgrx.libraries` with `linkage = \"shared\"` -> `system`, where this image is to bring them, or `base`, where the image has them that the extension is mounted in or added to."),
        "licenses": attr.label_keyed_string_dict(allow_files = True, doc = "Licence text -> name of the package it is of."),
        "system": attr.label_list(allow_files = True, doc = "Further shared libraries that the base image lacks."),
        "_oci": OCI,
        "_volume_check": attr.label(
            cfg = tools,
            default = "//src/tools/volume_check",
            executable = True,
        ),
    },
    provides = [PgLayerInfo, PgImageMetadataInfo, PgPlacedFilesInfo],
)

def pgrx_extension_image(name, extension, licenses, libraries = {}, system = [], base_name = "", annotations = {}, labels = {}, attachments = {}, sbom = True, **kwargs):
    """An extension-only image; the layer is `<name>_layer`.

    Attached to it is its SPDX document, `<name>_sbom`; licence and supplier are the annotations
    `org.opencontainers.image.licenses` and `org.opencontainers.image.vendor`.

    Args:
      name: the target's name.
      extension: a pgrx_extension or pgrx_release.
      licenses: {licence text: name of the package it is of}.
      libraries: {name of a `pgrx.libraries` with `linkage = "shared"`: `system`, where this image is to bring them, or `base`,
        where the image has them that the extension is mounted in}. An error without, where the extension is linked with such.
      system: further shared libraries that the base image lacks.
      base_name: the PostgreSQL image that the extension is for, if it is to be named.
      annotations: further annotations.
      labels: further labels.
      attachments: file -> artifact type; attached beside the SPDX document.
      sbom: whether to attach the SPDX document.
      **kwargs: of pgrx_image.
    """
    check_attributes("pgrx_extension_image", name, kwargs, IMAGE)
    tags = kwargs.pop("tags", []) + ["manual"]
    pgrx_extension_layer(
        name = name + "_layer",
        extension = extension,
        libraries = libraries,
        licenses = licenses,
        system = system,
        tags = tags,
    )
    if sbom:
        vendor = annotations.get(_OPENCONTAINERS + "vendor")
        pgrx_sbom(
            name = name + "_sbom",
            extension = extension,
            layers = [name + "_layer"],
            license = annotations.get(_OPENCONTAINERS + "licenses", "NOASSERTION"),
            purpose = "CONTAINER",
            supplier = "Organization: " + vendor if vendor else "",
            tags = tags,
        )
        attachments = attachments | {name + "_sbom": _SPDX}
    base = {BASE_NAME: base_name} if base_name else {}
    pgrx_image(
        name = name,
        annotations = base | annotations,
        attachments = attachments,
        labels = base | labels,
        metadata = [name + "_layer"],
        tags = tags,
        tars = [name + "_layer"],
        user = _USER,
        **kwargs
    )
