"""pgrx_layer: files and trees -> a deterministic layer."""

load("//build/package:info.bzl", "PgPlacedFilesInfo")
load(":action.bzl", "OCI", "run_oci", "write_spec")
load(":info.bzl", "PgLayerInfo")

_SEVERAL_FILES = """{}: {} has {} files and goes to `{}`.
Name a target with one file, or end the path with `/` to install all below it."""

def layer_action(ctx, files, inputs, trees = [], symlinks = {}, directories = [], exclude = [], modes = {}, owners = {}, forbidden_text = {}, mtime = 0, compression = "gzip"):
    """Declares the action of a layer.

    Args:
      ctx: a rule's context, with OCI as attribute `_oci`.
      files: [(File, install path)].
      inputs: list of File or depset: all that `files` and `trees` name.
      trees: [(File or path of a directory, install path)].
      symlinks: {install path: target}.
      directories: [install path].
      exclude: [pattern of install paths].
      modes: {pattern: octal mode}.
      owners: {pattern: "uid:gid"}.
      forbidden_text: {pattern: text that is an error}.
      mtime: seconds since 1970.
      compression: "gzip" or "none".

    Returns:
      [DefaultInfo, OutputGroupInfo, PgLayerInfo, PgPlacedFilesInfo].
    """
    spec = write_spec(ctx, struct(
        compression = compression,
        directories = directories,
        exclude = exclude,
        files = [struct(source = file.path, path = path) for file, path in files],
        forbidden_text = forbidden_text,
        modes = modes,
        mtime = mtime,
        owners = owners,
        symlinks = symlinks,
        trees = [struct(source = tree.path, path = path) for tree, path in trees],
    ))
    tar = ctx.actions.declare_file(ctx.label.name + (".tar" if compression == "none" else ".tar.gz"))
    metadata = ctx.actions.declare_file(ctx.label.name + ".layer.json")
    run_oci(
        ctx,
        "layer",
        [("--spec", spec), ("--output", tar), ("--metadata", metadata)],
        depset([spec], transitive = [inputs if type(inputs) == "depset" else depset(inputs)]),
        [tar, metadata],
        "Packing layer",
    )
    return [
        DefaultInfo(files = depset([tar])),
        OutputGroupInfo(metadata = depset([metadata])),
        PgLayerInfo(tar = tar, metadata = metadata),
        PgPlacedFilesInfo(files = files),
    ]

def placed(ctx, files):
    """Where the files of a `label_keyed_string_dict` go.

    Args:
      ctx: the rule's context.
      files: {target: install path, or a folder that ends with `/`}.

    Returns:
      [(File, install path)].
    """
    places = []
    for target, path in files.items():
        sources = target.files.to_list()
        if path.endswith("/"):
            places += [(file, path + file.basename) for file in sources]
        elif len(sources) == 1:
            places.append((sources[0], path))
        else:
            fail(_SEVERAL_FILES.format(ctx.label, target.label, len(sources), path))
    return places

def _pgrx_layer_impl(ctx):
    return layer_action(
        ctx,
        files = placed(ctx, ctx.attr.files),
        trees = [
            (file, path.strip("/"))
            for tree, path in ctx.attr.trees.items()
            for file in tree.files.to_list()
        ],
        inputs = depset(ctx.files.files + ctx.files.trees),
        symlinks = ctx.attr.symlinks,
        directories = ctx.attr.directories,
        exclude = ctx.attr.exclude,
        modes = ctx.attr.modes,
        owners = ctx.attr.owners,
        forbidden_text = ctx.attr.forbidden_text,
        mtime = ctx.attr.mtime,
        compression = ctx.attr.compression,
    )

pgrx_layer = rule(
    implementation = _pgrx_layer_impl,
    doc = """Packs files and directories as a layer: the same content gives the same bytes.

The output is a tar archive, for `tars` of pgrx_image or of rules_oci's oci_image.
Files and directories belong to 0:0; files are 0755 where their owner may execute
the source, else 0644 (a file that an action made always is executable: say its
mode). Symbolic links of a tree are kept. Two sources for one path, and a pattern
that matches nothing, are errors. Patterns: `*` stays within a folder, `**` does
not; the longest that matches wins.""",
    attrs = {
        "compression": attr.string(default = "gzip", doc = "`gzip` or `none`.", values = ["gzip", "none"]),
        "directories": attr.string_list(doc = "Directories that nothing else brings."),
        "exclude": attr.string_list(doc = "Patterns of install paths that are left out of `trees`."),
        "files": attr.label_keyed_string_dict(allow_files = True, doc = "File -> install path; or files -> folder that ends with `/`."),
        "forbidden_text": attr.string_dict(doc = "Pattern of install paths -> text that no such file may contain."),
        "modes": attr.string_dict(doc = "Pattern of install paths -> octal mode."),
        "mtime": attr.int(doc = "Modification time of everything, seconds since 1970."),
        "owners": attr.string_dict(doc = "Pattern of install paths -> uid:gid."),
        "symlinks": attr.string_dict(doc = "Install path -> target."),
        "trees": attr.label_keyed_string_dict(allow_files = True, doc = "Directory -> install path of its root, `/` for the image's."),
        "_oci": OCI,
    },
    provides = [PgLayerInfo, PgPlacedFilesInfo],
)
