"""pgrx_apk: a release -> a package for Wolfi or Alpine; pgrx_apk_repository: an index of them.

    files of PgExtensionInfo, copyright --apkpkg package--> postgresql-<major>-<extension>-<version>.apk
    .apk ... --apkpkg index--> <name>/<arch>/APKINDEX.tar.gz beside the packages
"""

load("//build/extension:info.bzl", "PgExtensionInfo")
load("//platforms:arches.bzl", "arch_of")
load("//platforms:tools.bzl", "tools")
load(":deb.bzl", "LEVEL_IN_NAME", "debian_name", "level_suffix")

PgApkInfo = provider(
    doc = "A package of apk-tools' version 2.",
    fields = {
        "arch": "apk's name of the architecture.",
        "file": "File: the package.",
    },
)

def apk_version(version, revision):
    """A version that apk sorts as semver does.

    Args:
      version: the extension's, such as 1.2.0-rc.1.
      revision: of the packaging, an integer.

    Returns:
      For example 1.2.0_rc1-r0.
    """
    release, dash, pre = version.partition("-")
    return "{}{}{}-r{}".format(release, "_" if dash else "", pre.replace(".", ""), revision)

def _installed(path, extension, library_folder, share_folder):
    """A path of PgExtensionInfo.files in the layout of the distribution, relative to /."""
    for folder, place in {
        extension.layout.library + "/": library_folder,
        extension.layout.share + "/": share_folder,
    }.items():
        if path.startswith(folder):
            return "{}/{}".format(place.format(major = extension.major), path.removeprefix(folder))
    fail("{} is in no folder of PostgreSQL {} that pgrx_apk knows".format(path, extension.major))

def _add_key(args, key, key_name):
    """Adds what signs, if anything does; returns the further inputs."""
    if not key:
        return []
    args.add("--key", key)
    args.add("--key-name", key_name)
    return [key]

def _pgrx_apk_impl(ctx):
    extension = ctx.attr.extension[PgExtensionInfo]
    arch = arch_of(extension.cpu)
    name = ctx.attr.package or debian_name(extension.extension, extension.major)
    package = name + level_suffix(ctx, extension)
    version = apk_version(extension.version, ctx.attr.revision)
    apk = ctx.actions.declare_file("{}/{}-{}.apk".format(ctx.label.name, package, version))

    args = ctx.actions.args()
    args.add("package")
    args.add("--name", package)
    args.add("--version", version)
    args.add("--arch", arch.apk)
    if package != name:
        args.add("--provides", "{}={}".format(name, version))
    args.add("--machine", arch.cpu)
    args.add("--description", ctx.attr.description)
    args.add("--license", ctx.attr.license)
    args.add("--maintainer", ctx.attr.maintainer)
    args.add("--url", ctx.attr.url)
    args.add("--depend", ctx.attr.postgres.format(major = extension.major))
    args.add_all(ctx.attr.depends, before_each = "--depend")
    for path, file in extension.files.items():
        place = _installed(path, extension, ctx.attr.library_folder, ctx.attr.share_folder)
        args.add("--file", "{}={}".format(place, file.path))
    if ctx.file.copyright:
        args.add("--file", "usr/share/licenses/{}/copyright={}".format(package, ctx.file.copyright.path))
    args.add("--out", apk)
    ctx.actions.run(
        executable = ctx.executable._apkpkg,
        inputs = extension.files.values() + ctx.files.copyright + _add_key(args, ctx.file.key, ctx.attr.key_name),
        arguments = [args],
        outputs = [apk],
        mnemonic = "PgrxApk",
        progress_message = "Packing %{output}",
        env = {},
    )
    return [
        DefaultInfo(files = depset([apk]), runfiles = ctx.runfiles([apk])),
        PgApkInfo(arch = arch.apk, file = apk),
    ]

_SIGNING = {
    "key": attr.label(
        allow_single_file = True,
        doc = "RSA private key in PEM; nothing is signed without one. It is an input of an action: don't share caches of such builds.",
    ),
    "key_name": attr.string(doc = "What its public half is called in /etc/apk/keys: `<name>.rsa.pub`."),
    "_apkpkg": attr.label(
        cfg = tools,
        default = "//src/tools/apkpkg",
        executable = True,
    ),
}

pgrx_apk = rule(
    implementation = _pgrx_apk_impl,
    doc = """Packs an extension for Wolfi, or another distribution of apk with glibc.

The file is `<name>/postgresql-<major>-<extension>-<version>-r<revision>.apk`; CPU
and PostgreSQL are those of the release. It depends on PostgreSQL's package and,
by soname, on the libraries that the extension needs. Not for musl: what is
needed from glibc is missing there.""",
    attrs = _SIGNING | {
        "copyright": attr.label(
            allow_single_file = True,
            doc = "Becomes /usr/share/licenses/<package>/copyright.",
        ),
        "depends": attr.string_list(doc = "Further packages, such as `postgresql-17-cron>=1.6`."),
        "description": attr.string(doc = "What it is, in one line.", mandatory = True),
        "extension": attr.label(
            doc = "A pgrx_release.",
            mandatory = True,
            providers = [PgExtensionInfo],
        ),
        "level_in_name": LEVEL_IN_NAME,
        "library_folder": attr.string(
            default = "usr/lib/postgresql{major}",
            doc = "The distribution's `pg_config --pkglibdir`; Wolfi's by default.",
        ),
        "license": attr.string(doc = "SPDX expression of its licence.", mandatory = True),
        "maintainer": attr.string(doc = "`Name <address>`."),
        "package": attr.string(doc = "Name of the package; `postgresql-<major>-<extension>` by default."),
        "postgres": attr.string(
            default = "postgresql-{major}",
            doc = "The distribution's package of PostgreSQL; Wolfi's by default.",
        ),
        "revision": attr.int(doc = "To be raised when only the packaging changes."),
        "share_folder": attr.string(
            default = "usr/share/postgresql{major}",
            doc = "The distribution's `pg_config --sharedir`; Wolfi's by default.",
        ),
        "url": attr.string(doc = "Address of the project's site."),
    },
)

def _pgrx_apk_repository_impl(ctx):
    by_arch = {}
    for package in ctx.attr.packages:
        by_arch.setdefault(package[PgApkInfo].arch, []).append(package[PgApkInfo].file)
    outputs = []
    for arch, files in by_arch.items():
        index = ctx.actions.declare_file("{}/{}/APKINDEX.tar.gz".format(ctx.label.name, arch))
        args = ctx.actions.args()
        args.add("index")
        args.add("--description", ctx.attr.description)
        args.add_all(files, before_each = "--package")
        args.add("--out", index)
        ctx.actions.run(
            executable = ctx.executable._apkpkg,
            inputs = files + _add_key(args, ctx.file.key, ctx.attr.key_name),
            arguments = [args],
            outputs = [index],
            mnemonic = "PgrxApkIndex",
            progress_message = "Listing packages of %{label}",
            env = {},
        )
        outputs.append(index)
        for file in files:
            link = ctx.actions.declare_file("{}/{}/{}".format(ctx.label.name, arch, file.basename))
            ctx.actions.symlink(output = link, target_file = file)
            outputs.append(link)
    if ctx.file.key:
        public = ctx.actions.declare_file("{}/{}".format(ctx.label.name, ctx.attr.key_name))
        args = ctx.actions.args()
        args.add("public-key")
        args.add("--key", ctx.file.key)
        args.add("--out", public)
        ctx.actions.run(
            executable = ctx.executable._apkpkg,
            inputs = [ctx.file.key],
            arguments = [args],
            outputs = [public],
            mnemonic = "PgrxApkKey",
            env = {},
        )
        outputs.append(public)
    return [DefaultInfo(files = depset(outputs), runfiles = ctx.runfiles(outputs))]

pgrx_apk_repository = rule(
    implementation = _pgrx_apk_repository_impl,
    doc = """Makes a repository of packages, of any architectures.

In `<name>/`: `<arch>/APKINDEX.tar.gz` beside the packages of each architecture
and, if there is a key, its public half. apk and apko take the folder as it is,
on a web server or a disk.""",
    attrs = _SIGNING | {
        "description": attr.string(doc = "What the repository is called."),
        "packages": attr.label_list(doc = "pgrx_apk targets.", mandatory = True, providers = [PgApkInfo]),
    },
)
