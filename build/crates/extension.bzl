"""`pgrx`: universes of crates from people's own Cargo.toml and Cargo.lock, as they are.

    Cargo.lock -> @<name>__<crate>-<version>   a repository per crate, fetched when built
               -> @<name>                      what cargo says of them (hub_repo.bzl)

The extension reads locks alone. cargo is asked by @<name>, which is made when something of it
is built and again when a manifest or the lock changes; so a workspace that can't be resolved
fails what is built of it, and nothing else.
"""

load("//build/emulation:server_packages.bzl", "declare_server_packages")
load("//build/libraries:declare.bzl", "declare_libraries")
load("//build/postgres_packages:declare.bzl", "declare_postgres_packages")
load("//build/programs:table.bzl", "PROGRAMS")
load("//platforms:arches.bzl", "check_cpus")
load(":crate_repo.bzl", "crate_repo")
load(":errors.bzl", "ERROR_NO_LOCK", "file_of")
load(":git.bzl", "declare_git")
load(":hub_repo.bzl", "universe_repo")
load(":lock.bzl", "crate_id", "fetched", "parse_lock")
load(":programs.bzl", "check_programs")

ERROR_TWO_UNIVERSES = """\
Two universes are called {name}: one of module {first}, one of {second}.
To mend it: give one of them another `name`, and say `use_repo(pgrx, crates = "<that name>")` to keep calling it @crates."""

ERROR_NO_SUCH_REMOTE = """\
pgrx.git names {remote}, and no Cargo.lock of module {module} has a crate from there.
To mend it: write `remote` as in `source = "git+<remote>?..."` of Cargo.lock{known}, or remove it."""

ERROR_NO_SUCH_CRATE = """\
pgrx.annotation names the crate {crate}, which is in no universe of module {module}.
To mend it: check the name with `cargo tree`, or remove the annotation."""

# What an annotation tells the macros, by its attribute.
_TOLD = ["build_script", "build_script_data", "build_script_env", "build_script_tools", "deps", "libraries", "programs", "rustc_env", "rustc_flags"]

def _annotations(module):
    """{crate: annotation} of a module, and {crate: tag}."""
    tags = {tag.crate: tag for tag in module.tags.annotation}
    told = {}
    for crate, tag in tags.items():
        values = {name: getattr(tag, name) for name in _TOLD}
        told[crate] = {
            name: [str(item) for item in value] if type(value) == "list" else value
            for name, value in values.items()
        }
    return told, tags

def _universe(mctx, module, tag, taken):
    if tag.name in taken:
        fail("\n" + ERROR_TWO_UNIVERSES.format(name = tag.name, first = taken[tag.name], second = module.name))
    taken[tag.name] = module.name
    told, tags = _annotations(module)
    lock = mctx.path(tag.cargo_lockfile)
    mctx.watch(lock)
    errors = [] if lock.exists else ["\n" + ERROR_NO_LOCK.format(
        lock = file_of(tag.cargo_lockfile),
        manifest = file_of(tag.manifests[0]),
        universe = tag.name,
    )]
    check_cpus("pgrx.crates(name = \"{}\")".format(tag.name), tag.cpus, errors.append)
    error = "".join(errors)
    universe_repo(
        name = tag.name,
        annotations = json.encode(told),
        cargo_lockfile = None if error else tag.cargo_lockfile,
        cpus = tag.cpus,
        default_features = tag.default_features,
        error = error,
        extension = tag.extension,
        crate_features = tag.features,
        manifests = tag.manifests,
        universe = tag.name,
    )
    text = "" if error else mctx.read(lock)
    packages = {crate_id(package.name, package.version): package for package in parse_lock(text)}
    for package in packages.values():
        _crate(tag.name, package, tags.get(package.name))
    return struct(
        crates = {package.name: True for package in packages.values()},
        remotes = declare_git(tag.name, text, module.tags.git),
    )

def _crate(universe, package, annotation):
    """The repository of a crate; of one that lies in the workspace, for its build script."""
    id = crate_id(package.name, package.version)
    crate_repo(
        name = "{}__{}".format(universe, id),
        additive_build_file_content = annotation.additive_build_file_content if annotation else "",
        crate = id,
        patch_strip = annotation.patch_strip if annotation else 0,
        patches = annotation.patches if annotation else [],
        prefix = "{}-{}".format(package.name, package.version),
        sha256 = package.checksum if fetched(package) else "",
    )

def _pgrx_impl(mctx):
    taken = {}
    for module in mctx.modules:
        crates, remotes = {}, {}
        for tag in module.tags.crates:
            known = _universe(mctx, module, tag, taken)
            crates |= known.crates
            remotes |= known.remotes

        for annotation in module.tags.annotation:
            check_programs(annotation.crate, annotation.programs)

            # Without a lock there is an error of its own.
            if crates and annotation.crate not in crates:
                fail("\n" + ERROR_NO_SUCH_CRATE.format(crate = annotation.crate, module = module.name))
        for tag in module.tags.git:
            if crates and tag.remote not in remotes:
                known = " (there is {})".format(", ".join(remotes)) if remotes else ""
                fail("\n" + ERROR_NO_SUCH_REMOTE.format(known = known, module = module.name, remote = tag.remote))
        for tag in module.tags.libraries:
            declare_libraries(mctx, tag)
        for tag in module.tags.server_packages:
            declare_server_packages(mctx, tag)
        for tag in module.tags.postgres_packages:
            declare_postgres_packages(mctx, tag)

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
are linked into the extension, so nothing is needed where it loads. Each lock is beside a `<set>.yaml`, and
`bazel run @<name>//:update` writes it; [libraries.md](libraries.md) shows both.""",
    attrs = {
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

pgrx = module_extension(
    implementation = _pgrx_impl,
    doc = "Universes of crates from Cargo.toml and Cargo.lock, unmodified; packages for the servers of tests; PostgreSQLs of packages.",
    tag_classes = {
        "annotation": _ANNOTATION,
        "crates": _CRATES,
        "git": _GIT,
        "libraries": _LIBRARIES,
        "postgres_packages": _POSTGRES_PACKAGES,
        "server_packages": _SERVER_PACKAGES,
    },
)
