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
load(":module.bzl", "check_annotations", "check_features", "check_remotes", "take_name")
load(":tags.bzl", "TAGS")

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
    take_name(taken, module, tag)
    told, tags = _annotations(module)
    lock = mctx.path(tag.cargo_lockfile)
    mctx.watch(lock)
    errors = [] if lock.exists else ["\n" + ERROR_NO_LOCK.format(
        lock = file_of(tag.cargo_lockfile),
        manifest = file_of(tag.manifests[0]),
        universe = tag.name,
    )]
    check_cpus("pgrx.crates(name = \"{}\")".format(tag.name), tag.cpus, errors.append)
    check_features(tag.name, tag.features, errors.append)
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

        check_annotations(module, crates)
        check_remotes(module, crates, remotes)
        for tags, declare in [
            (module.tags.libraries, declare_libraries),
            (module.tags.server_packages, declare_server_packages),
            (module.tags.postgres_packages, declare_postgres_packages),
        ]:
            for tag in tags:
                take_name(taken, module, tag)
                declare(mctx, tag)

pgrx = module_extension(
    implementation = _pgrx_impl,
    doc = "Universes of crates from Cargo.toml and Cargo.lock, unmodified; packages for the servers of tests; PostgreSQLs of packages.",
    tag_classes = TAGS,
)
