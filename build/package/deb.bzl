"""pgrx_deb: a release -> a Debian package.

    files of PgExtensionInfo, copyright --debpkg--> postgresql-<major>-<extension>_<version>_<arch>.deb
"""

load("//build/extension:info.bzl", "PgExtensionInfo")
load("//build/extension:required.bzl", "check_required")
load("//platforms:arches.bzl", "arch_of")
load("//platforms:tools.bzl", "tools")
load(":crates.bzl", "crates_aspect", "libraries_of")

def debian_name(extension, major):
    """The name of an extension's package, as PostgreSQL's packages in Debian are called."""
    return "postgresql-{}-{}".format(major, extension.lower().replace("_", "-"))

# Of packages for CPUs of a level alone, beside those for every CPU.
LEVEL_IN_NAME = attr.bool(
    doc = "Whether the package's name ends in the CPU level of the release, `postgresql-17-<extension>-x86-64-v3`; " +
          "in an archive with the one for every CPU, which it provides and can't be installed beside. Nothing where the release has no level.",
)

def level_suffix(ctx, extension):
    """What a package's name ends in.

    Args:
      ctx: the context of a rule with LEVEL_IN_NAME as `level_in_name`.
      extension: a PgExtensionInfo.

    Returns:
      `-<level>`, or "".
    """
    return "-" + extension.cpu_level if ctx.attr.level_in_name and extension.cpu_level else ""

def debian_version(version, revision = ""):
    """A version in which Debian sorts what semver calls a pre-release before its release.

    Args:
      version: the extension's, such as 1.2.0-rc.1.
      revision: Debian revision; none when empty.

    Returns:
      For example 1.2.0~rc.1-1.
    """
    return version.replace("-", "~") + ("-" + revision if revision else "")

def _description(text, extension):
    """With a long description, which archives insist on."""
    if "\n" in text.strip():
        return text
    cpus = "\nFor CPUs of the level {} and above.".format(extension.cpu_level) if extension.cpu_level else ""
    return "{}\nFor PostgreSQL {}: CREATE EXTENSION \"{}\".{}".format(text, extension.major, extension.extension, cpus)

def _pgrx_deb_impl(ctx):
    extension = ctx.attr.extension[PgExtensionInfo]
    arch = arch_of(extension.cpu)
    name = debian_name(extension.extension, extension.major)
    package = name + level_suffix(ctx, extension)
    version = debian_version(extension.version, ctx.attr.revision)
    deb = ctx.actions.declare_file("{}/{}_{}_{}.deb".format(ctx.label.name, package, version, arch.debian))

    args = ctx.actions.args()
    args.add("--package", package)
    args.add("--version", version)
    args.add("--architecture", arch.debian)
    if package != name:
        args.add("--variant-of", name)
    args.add("--machine", arch.cpu)
    args.add("--bits", arch.bits)
    args.add("--endian", arch.endian)
    args.add("--loader", arch.loader)
    args.add("--maintainer", ctx.attr.maintainer)
    args.add("--section", ctx.attr.section)
    args.add("--priority", ctx.attr.priority)
    args.add("--homepage", ctx.attr.homepage)
    args.add("--description", _description(ctx.attr.description, extension))
    args.add("--depends", "postgresql-" + extension.major)
    check_required(extension)
    for entry in extension.required.values():
        for name, provider in entry.extensions.items():
            args.add("--provider", "{}={}".format(name, provider or debian_name(name, extension.major)))
    args.add_all(ctx.attr.depends, before_each = "--depends")
    shared = {
        soname: library.relation
        for libraries in libraries_of([ctx.attr.extension])
        for soname, library in libraries.shared.items()
    }
    for soname, relation in (shared | ctx.attr.shlibs).items():
        args.add("--shlib", "{}={}".format(soname, relation))
    for path, file in extension.files.items():
        args.add("--file", "usr/{}={}".format(path, file.path))
    args.add("--copyright", ctx.file.copyright)
    args.add("--out", deb)
    ctx.actions.run(
        executable = ctx.executable._debpkg,
        arguments = [args],
        inputs = extension.files.values() + [ctx.file.copyright],
        outputs = [deb],
        mnemonic = "PgrxDeb",
        progress_message = "Packing %{output}",
        env = {},
    )
    return [DefaultInfo(files = depset([deb]), runfiles = ctx.runfiles([deb]))]

pgrx_deb = rule(
    implementation = _pgrx_deb_impl,
    doc = """Packs an extension for Debian.

The file is `<name>/postgresql-<major>-<extension>_<version>_<architecture>.deb`;
CPU and PostgreSQL are those of the release. It depends on `postgresql-<major>`
and on the packages of the libraries that the extension needs, in the version
that its symbols ask for; and on those of the extensions that the control file `requires`, where
the extension names in `required` what has them. A semver pre-release `1.0.0-rc.1` becomes `1.0.0~rc.1`.""",
    attrs = {
        "copyright": attr.label(
            allow_single_file = True,
            doc = "Becomes /usr/share/doc/<package>/copyright, where terms that every Debian has, such as Apache-2.0's, are referred to.",
            mandatory = True,
        ),
        "depends": attr.string_list(doc = "Further relations, such as `postgresql-17-cron (>= 1.6)`."),
        "description": attr.string(
            doc = "First line: what it is, 80 characters at most. Further lines: the long description; by default, which PostgreSQL it is for.",
            mandatory = True,
        ),
        "extension": attr.label(
            aspects = [crates_aspect],
            doc = "A pgrx_release.",
            mandatory = True,
            providers = [PgExtensionInfo],
        ),
        "homepage": attr.string(doc = "Address of the project's site."),
        "level_in_name": LEVEL_IN_NAME,
        "maintainer": attr.string(doc = "`Name <address>`.", mandatory = True),
        "priority": attr.string(default = "optional", doc = "Priority in the archive."),
        "revision": attr.string(doc = "Debian revision, to be raised when only the packaging changes."),
        "section": attr.string(default = "database", doc = "Section of the archive."),
        "shlibs": attr.string_dict(doc = "Packages of needed libraries that are neither glibc's nor libgcc: soname to relation. Those of a `pgrx.libraries` are known."),
        "_debpkg": attr.label(
            cfg = tools,
            default = "//src/tools/debpkg",
            executable = True,
        ),
    },
)
