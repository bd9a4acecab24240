"""What a module says to `pgrx`: its tags, for extension.bzl."""

load("//build/programs:table.bzl", "PROGRAMS")

visibility(["//build/crates/..."])

_CRATES = tag_class(
    doc = "A universe: all crates of a Cargo workspace.",
    attrs = {
        "name": attr.string(default = "crates", doc = "What the universe's repository is called; no two in a build may be called alike."),
        "cargo_lockfile": attr.label(mandatory = True, doc = "Cargo.lock, version 2 to 4."),
        "cpus": attr.string_list(doc = "Bazel's names of the CPUs to resolve for; all by default."),
        "default_features": attr.bool(default = True, doc = "Whether the extension's default features are on (less `pg<major>`, which follows the platform)."),
        "extension": attr.string(doc = "The package that is the extension, where the workspace has several."),
        "features": attr.string_list(doc = "Features of the extension to turn on besides."),
        "manifests": attr.label_list(mandatory = True, doc = "The workspace's Cargo.toml. Those of its members are found by cargo."),
    },
)

_ANNOTATION = tag_class(
    doc = "What a crate needs that its manifest doesn't say; for all universes of the module.",
    attrs = {
        "additive_build_file_content": attr.string(doc = "Text that follows in the crate's BUILD file."),
        "build_script": attr.bool(default = True, doc = "Whether its build script runs."),
        "build_script_data": attr.label_list(doc = "Further files that its build script reads."),
        "build_script_env": attr.string_dict(doc = "Variables of its build script; $(execpath ...) is expanded."),
        "build_script_tools": attr.label_list(doc = "Programs that its build script starts."),
        "crate": attr.string(mandatory = True, doc = "The crate's name."),
        "deps": attr.label_list(doc = "Further dependencies, such as a C library."),
        "libraries": attr.label_list(doc = "C libraries that its build script finds by pkg-config, and that are linked with it: `@<name>` of a `pgrx.libraries`."),
        "patch_strip": attr.int(default = 1, doc = "Leading folders to drop from the names in patches."),
        "patches": attr.label_list(doc = "Patches of its files."),
        "programs": attr.string_list(doc = "Programs that its build script starts, of " + ", ".join(sorted(PROGRAMS)) + ", besides those that are known by its dependencies ([how](cross_compiling.md#a-build-script-wants-a-library-or-a-program-of-the-system))."),
        "rustc_env": attr.string_dict(doc = "Variables of rustc."),
        "rustc_flags": attr.string_list(doc = "Flags of rustc."),
    },
)

_GIT = tag_class(
    doc = """Where crates of a git repository come from, in all universes of the module.

Without it, they come from the archive that the repository's host has of the commit in Cargo.lock, where GitLab,
GitHub, Gitea, Forgejo and Bitbucket have one. Archives have no submodules. ~/.netrc has passwords.""",
    attrs = {
        "path": attr.label(doc = "A file in the root of a copy of yours, such as `//:vendor/dates/Cargo.toml`, to take in place of an archive, whatever Cargo.lock says of the commit."),
        "remote": attr.string(doc = "The repository's URL, as Cargo.toml has it.", mandatory = True),
        "sha256": attr.string(doc = "Of the archive. Without it the commit in its URL is all that pins it."),
        "urls": attr.string_list(doc = "Where there is an archive, of a name such as `{commit}.tar.gz`; `{commit}` stands for the commit of Cargo.lock."),
    },
)

_LIBRARIES = tag_class(
    doc = """C libraries from Debian packages, for crates and for targets of C and C++.

`libraries = ["@<name>"]` of a `pgrx.annotation` gives them to a crate, and `deps = ["@<name>"]` to a cc_library. They
are linked into the extension, so nothing is needed where it loads, unless `linkage` says otherwise. Each lock is beside
a `<set>.yaml`, and `bazel run @<name>//:update` writes it; [libraries.md](libraries.md) shows both.""",
    attrs = {
        "linkage": attr.string(
            default = "static",
            doc = "`static`: archives, `lib<name>.a`, become a part of the extension. `shared`: it needs the libraries where it loads.",
            values = ["static", "shared"],
        ),
        "locks": attr.label_list(
            allow_empty = False,
            doc = "`<set>.lock.json` files in one folder. For a CPU that two have, the first counts.",
            mandatory = True,
        ),
        "name": attr.string(doc = "What their repository is called; no two in a build may be called alike.", mandatory = True),
    },
)

_SERVER_PACKAGES = tag_class(
    doc = """Debian packages for the servers of tests: other people's extensions, and the libraries that these need.

`required = ["@<name>"]` of a `pgrx_crate` or `pgrx_extension` puts those of its CPU and PostgreSQL there. Each
lock is beside a `<set>.yaml` of packages of one PostgreSQL, and `bazel run @<name>//:update` writes it;
[thirdparty/debian](../thirdparty/debian/README.md) describes both. That needs apt and the archive's keys.""",
    attrs = {
        "locks": attr.label_list(allow_empty = False, doc = "`<set>.lock.json` files in one folder, one for each PostgreSQL.", mandatory = True),
        "name": attr.string(doc = "What the packages' repository is called; no two in a build may be called alike.", mandatory = True),
    },
)

_POSTGRES_PACKAGES = tag_class(
    doc = """PostgreSQLs from packages of any apt archive: PGDG's, a company's, an old release of Debian's.

`register_toolchains("@<name>//:all")` makes them those that extensions are built for and tested in, on each CPU
that the locks have. Each lock is beside a `<set>.yaml`, and `bazel run @<name>//:update` writes it;
[own_postgres.md](own_postgres.md#from-an-apt-archive) shows both.""",
    attrs = {
        "constraint_values": attr.label_list(doc = "What else a platform must have for these to be taken; without it they come before Debian's."),
        "locks": attr.label_list(
            allow_empty = False,
            doc = "`<set>.lock.json` files in one folder. Together they have postgresql-<major>, postgresql-client-<major> and " +
                  "postgresql-server-dev-<major> of each PostgreSQL. Of a package that two have, the first counts.",
            mandatory = True,
        ),
        "name": attr.string(doc = "What their repository is called; no two in a build may be called alike.", mandatory = True),
    },
)

TAGS = {
    "annotation": _ANNOTATION,
    "crates": _CRATES,
    "git": _GIT,
    "libraries": _LIBRARIES,
    "postgres_packages": _POSTGRES_PACKAGES,
    "server_packages": _SERVER_PACKAGES,
}
