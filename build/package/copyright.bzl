"""pgrx_copyright: what an extension is licensed under, with the crates that it links."""

load("//build/extension:info.bzl", "PgExtensionInfo")
load("//platforms:tools.bzl", "tools")
load(":crates.bzl", "crates_aspect", "libraries_of", "write_crates")

def _pgrx_copyright_impl(ctx):
    extension = ctx.attr.extension[PgExtensionInfo]
    crates = write_crates(ctx, [ctx.attr.extension])
    out = ctx.actions.declare_file(ctx.label.name)
    args = ctx.actions.args()
    args.add("--name", extension.extension)
    args.add("--version", extension.version)
    args.add("--copyright", ctx.attr.copyright)
    args.add("--license", ctx.attr.license)
    args.add_all(ctx.files.texts, before_each = "--text")
    args.add("--crates", crates.file)

    # A shared library is no part of the extension, and comes with its own.
    libraries = [libraries for libraries in libraries_of([ctx.attr.extension]) if not libraries.shared]
    licences = [file for library in libraries for file in library.licences]
    for library in libraries:
        texts = {file.basename: file.path for file in library.licences}
        for name, version in library.packages:
            args.add("--package", "{} {}={}".format(name, version, texts.get(name, "")))
    args.add("--out", out)
    ctx.actions.run(
        executable = ctx.executable._crate_notices,
        arguments = [args],
        inputs = ctx.files.texts + [crates.file] + crates.inputs + licences,
        outputs = [out],
        mnemonic = "PgrxCopyright",
        progress_message = "Collecting licences of %{label}",
        env = {},
    )
    return [DefaultInfo(files = depset([out]), runfiles = ctx.runfiles([out]))]

pgrx_copyright = rule(
    implementation = _pgrx_copyright_impl,
    doc = """Writes one text: the extension's licence, each linked crate's and Debian package's, and all licence texts.

Texts come from their own archives; the file is called like the target.
A crate that names no licence is an error.""",
    attrs = {
        "copyright": attr.string(doc = "Who holds the extension's copyright.", mandatory = True),
        "extension": attr.label(
            aspects = [crates_aspect],
            doc = "A pgrx_release.",
            mandatory = True,
            providers = [PgExtensionInfo],
        ),
        "license": attr.string(doc = "SPDX expression of the extension's licence.", mandatory = True),
        "texts": attr.label_list(allow_files = True, doc = "Texts of the extension's licence."),
        "_crate_notices": attr.label(
            cfg = tools,
            default = "//src/tools/crate_notices",
            executable = True,
        ),
    },
)
