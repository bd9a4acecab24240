"""pgrx_sbom: what a release, or something around it, is made of, as SPDX 2.3 in JSON.

    files or layers, crates that they link, locks of Debian packages --sbom--> <name>.spdx.json
"""

load("//build/extension:info.bzl", "PgExtensionInfo")
load("//platforms:arches.bzl", "arch_of")
load("//platforms:tools.bzl", "tools")
load(":crates.bzl", "CratesInfo", "crates_aspect", "libraries_of", "write_crates")
load(":info.bzl", "PgPlacedFilesInfo")
load(":stamp.bzl", "StampInfo")

ERROR_NO_SUBJECT = """{label}: without `extension`, all of `product`, `version` and `cpu` are needed."""

def _subject(ctx):
    """Name, version, CPU, document's name and files of what the document is about."""
    if ctx.attr.extension:
        built = ctx.attr.extension[PgExtensionInfo]
        return struct(
            name = ctx.attr.product or built.extension,
            version = ctx.attr.version or built.version,
            arch = arch_of(built.cpu),
            comment = "Loads with glibc {} and later{}.".format(built.glibc, ", on CPUs of the level {} and above".format(built.cpu_level) if built.cpu_level else ""),
            suffix = "-pg" + built.major,
            # Where there are layers, the extension lies where they place it.
            files = {} if ctx.attr.layers else {ctx.attr.prefix + path: file for path, file in built.files.items()},
        )
    if not (ctx.attr.product and ctx.attr.version and ctx.attr.cpu):
        fail(ERROR_NO_SUBJECT.format(label = ctx.label))
    return struct(
        name = ctx.attr.product,
        version = ctx.attr.version,
        arch = arch_of(ctx.attr.cpu),
        comment = "",
        suffix = "",
        files = {},
    )

def _pgrx_sbom_impl(ctx):
    subject = _subject(ctx)
    files = dict(subject.files)
    for layer in ctx.attr.layers:
        files |= {path: file for file, path in layer[PgPlacedFilesInfo].files}
    for target, path in ctx.attr.files.items():
        files[path] = target.files.to_list()[0]
    linking = ([ctx.attr.extension] if ctx.attr.extension else []) + ctx.attr.layers + ctx.attr.files.keys()
    linking = [target for target in linking if CratesInfo in target]
    crates = write_crates(ctx, linking)
    libraries = libraries_of(linking)
    locks = [library.lock for library in libraries]
    out = ctx.actions.declare_file(ctx.label.name + ".spdx.json")

    args = ctx.actions.args()
    args.add("--document", "{}-{}{}-{}".format(subject.name, subject.version, subject.suffix, subject.arch.debian))
    args.add("--name", subject.name)
    args.add("--version", subject.version)
    args.add("--license", ctx.attr.license)
    args.add("--copyright", ctx.attr.copyright)
    args.add("--supplier", ctx.attr.supplier)
    args.add("--purpose", ctx.attr.purpose)
    args.add("--comment", subject.comment)
    args.add("--architecture", subject.arch.debian)
    for path, file in files.items():
        args.add("--file", "{}={}".format(path, file.path))
    args.add("--crates", crates.file)
    for flag, selections in {"--contains": ctx.attr.contains, "--links": ctx.attr.links}.items():
        for lock, names in selections.items():
            args.add(flag, "{}={}".format(lock.files.to_list()[0].path, names))

    for library in libraries:
        flag, names = _relation(library, files.values())
        args.add(flag, "{}={}".format(library.lock.path, names))

    # The standard library is in no crate's dependencies.
    std = ctx.file._std_package if subject.arch.std == "package" else ctx.file._std_source
    args.add("--links", std.path + "=*")
    status = [ctx.version_file] if ctx.attr._stamping[StampInfo].stamp else []
    args.add_all(status, before_each = "--status")
    args.add("--out", out)
    ctx.actions.run(
        executable = ctx.executable._sbom,
        arguments = [args],
        inputs = files.values() + [crates.file] + crates.inputs + locks + [std] + status + ctx.files.contains + ctx.files.links,
        outputs = [out],
        mnemonic = "PgrxSbom",
        progress_message = "Listing what %{label} is made of",
        env = {},
    )
    return [DefaultInfo(files = depset([out]), runfiles = ctx.runfiles([out]))]

def _relation(libraries, files):
    """How libraries of a user's packages are related to files, a flag, and which packages are: parts of them, beside them, or needed by them."""
    if not libraries.shared:
        return "--links", "*"
    names = ",".join(sorted({library.package: None for library in libraries.shared.values()}))
    brought = [library for library in libraries.shared.values() if library.file in files]
    return "--contains" if brought else "--loads", names

_SELECTION = "Label of a thirdparty/debian/<set>.lock.json to names, separated by commas, or *: "

pgrx_sbom = rule(
    implementation = _pgrx_sbom_impl,
    doc = """Writes `<name>.spdx.json`, an SPDX 2.3 document.

It holds the files with their SHA-1 and SHA-256, the crates that they link with
the checksums of Cargo.lock, and Debian packages with version, source package
and checksum. Each has its package URL, which scanners go by, and its supplier; a crate's is the
first author that its Cargo.toml names, else the registry. With `supplier` and `--stamp` the
document has NTIA's minimum elements. The same inputs give the same bytes; without `--stamp`, its
time is the beginning of 1970. With `extension`, product, version, CPU and files are its own.""",
    attrs = {
        "contains": attr.label_keyed_string_dict(
            allow_files = True,
            doc = _SELECTION + "packages whose files lie beside those of `files`, as in an image.",
        ),
        "copyright": attr.string(default = "NOASSERTION", doc = "Who holds the copyright."),
        "cpu": attr.string(doc = "Bazel's name of the CPU, where there is no `extension`."),
        "extension": attr.label(
            aspects = [crates_aspect],
            doc = "A pgrx_release or pgrx_extension, if there is one in it.",
            providers = [PgExtensionInfo],
        ),
        "files": attr.label_keyed_string_dict(
            allow_files = True,
            aspects = [crates_aspect],
            doc = "Further files to their places, relative to /.",
        ),
        "layers": attr.label_list(
            aspects = [crates_aspect],
            doc = "Layers of an image: the files that they place, instead of those of `extension`. Name the packages that a layer's `trees` are of in `contains`.",
            providers = [PgPlacedFilesInfo],
        ),
        "license": attr.string(doc = "SPDX expression of the product's licence.", mandatory = True),
        "links": attr.label_keyed_string_dict(
            allow_files = True,
            doc = _SELECTION + "packages whose code is part of the files, beside Rust's standard library and what `pgrx.libraries` has.",
        ),
        "prefix": attr.string(default = "usr/", doc = "What precedes the install paths of `extension`."),
        "product": attr.string(doc = "Name of what the document is about; the extension's by default."),
        "purpose": attr.string(default = "LIBRARY", doc = "SPDX's primary package purpose; CONTAINER for an image."),
        "supplier": attr.string(doc = "`Organization: <name>` or `Person: <name>`: who makes the product and this document."),
        "version": attr.string(doc = "The product's version; the extension's by default."),
        "_stamping": attr.label(default = "//build/package:stamping"),
        "_std_package": attr.label(allow_single_file = True, default = "//thirdparty/debian:rust_std.lock.json"),
        "_std_source": attr.label(allow_single_file = True, default = "//thirdparty/debian:rust_src.lock.json"),
        "_sbom": attr.label(
            cfg = tools,
            default = "//src/tools/sbom",
            executable = True,
        ),
    },
)
