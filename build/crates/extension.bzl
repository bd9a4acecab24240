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
load("//platforms:arches.bzl", "check_cpus")
load(":crate_repo.bzl", "crate_repo")
load(":errors.bzl", "ERROR_NO_LOCK", "file_of")
load(":git.bzl", "declare_git")
load(":hub_repo.bzl", "universe_repo")
load(":lock.bzl", "crate_id", "fetched", "parse_lock")
load(":programs.bzl", "check_programs")
load(":tags.bzl", "TAGS")

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

pgrx = module_extension(
    implementation = _pgrx_impl,
    doc = "Universes of crates from Cargo.toml and Cargo.lock, unmodified; packages for the servers of tests; PostgreSQLs of packages.",
    tag_classes = TAGS,
)
