"""release_archive: what a module that depends on this one downloads."""

load("//platforms:tools.bzl", "tools")

_ERROR_NOTHING_LEFT_OUT = """\
{label} leaves out {pattern}, and no file is called so.
To mend it: remove the line from `left_out`, or correct it."""

def _place(file):
    """The path of a file in this tree; @tree has it with a `_` at its end."""
    if not file.short_path.startswith("../"):
        return file.short_path
    return file.short_path.split("/", 2)[2].removesuffix("_")

def _fits(pattern, path):
    """Whether a path starts with a pattern, in which one `*` stands for any part of it."""
    start, star, rest = pattern.partition("*")
    return path.startswith(start) and (not star or rest in path[len(start):])

def _release_archive_impl(ctx):
    version = ctx.attr.version
    files = {_place(file): file for file in ctx.files.srcs}
    for pattern in ctx.attr.left_out:
        if not [path for path in files if _fits(pattern, path)]:
            fail("\n" + _ERROR_NOTHING_LEFT_OUT.format(label = ctx.label, pattern = pattern))
    kept = {
        path: file
        for path, file in files.items()
        if not [pattern for pattern in ctx.attr.left_out if _fits(pattern, path)]
    }
    out = ctx.actions.declare_file("{}/{}-v{}{}.tar.gz".format(ctx.label.name, ctx.attr.module, version, ctx.attr.suffix))
    args = ctx.actions.args()
    args.add("archive")
    if ctx.attr.in_folder:
        args.add("--top={}-{}/".format(ctx.attr.module, version))
    for path, file in kept.items():
        args.add("--file={}={}".format(path, file.path))
    args.add("--out", out)
    ctx.actions.run(
        executable = ctx.executable._release,
        arguments = [args],
        inputs = kept.values(),
        outputs = [out],
        mnemonic = "ReleaseArchive",
        progress_message = "Packing %{label}",
        env = {},
    )
    return [DefaultInfo(files = depset([out]), runfiles = ctx.runfiles([out]))]

release_archive = rule(
    implementation = _release_archive_impl,
    doc = "`<name>/<module>-v<version><suffix>.tar.gz`: files of this tree, by their paths in it.",
    attrs = {
        "in_folder": attr.bool(default = True, doc = "Whether they are below a folder `<module>-<version>`."),
        "left_out": attr.string_dict(doc = "What of them is not in it, as `_fits` has it, and why."),
        "module": attr.string(doc = "The module's name.", mandatory = True),
        "srcs": attr.label_list(allow_files = True, doc = "Files of this tree, or of @tree.", mandatory = True),
        "suffix": attr.string(doc = "What its name has besides."),
        "version": attr.string(doc = "The module's version.", mandatory = True),
        "_release": attr.label(cfg = tools, default = "//src/tools/release", executable = True),
    },
)
