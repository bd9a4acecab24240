"""The pinned cargo, run on somebody's workspace without writing into it."""

load(":errors.bzl", "cargo_error", "file_at_fault", "file_of", "stale_lock")
load(":git.bzl", "git_patches", "without_git")
load(":lock.bzl", "crate_id", "parse_lock")
load(":packages.bzl", "target_of")

visibility(["//build/crates/..."])

# A feature that `pgrx.crates` or a major turns on may bring crates that the default ones don't.
_METADATA = ["metadata", "--all-features", "--format-version=1"]

# cargo's own words where a lock lacks something that the manifests ask for.
_STALE = ["because --locked was passed", "needs to be updated but --locked was passed"]

def _program(rctx, name):
    """A program of the pinned Rust toolchain."""
    return rctx.path(Label("@rust_host//:bin/cargo")).dirname.get_child(name)

def cargo_of(rctx, refuse):
    """Asks cargo what a workspace is made of, and fails with what cargo said.

    A lock that doesn't fit its manifests is mended in a copy, with a warning. It is an error with
    `--config=locked`, and where it lacks a crate that has to be fetched.

    Args:
      rctx: the context of a repository rule with `universe`, `cargo_lockfile` and `manifests`.
      refuse: what to call with the text of an error that only a change of watched files mends. Bazel says
        what else fails three times, but tries again each time.

    Returns:
      A struct: `metadata`, what `cargo metadata` says; `run`, a function: list of arguments, and flags in
      place of those for the lock -> cargo's standard output. None after an error.
    """
    manifest = rctx.path(rctx.attr.manifests[0])
    lock = rctx.path(rctx.attr.cargo_lockfile)
    rctx.watch(lock)
    environment = {
        "CARGO_TARGET_DIR": str(rctx.path("target")),
        "RUSTC": str(_program(rctx, "rustc")),
        # The unit graph is no stable output of cargo, which is why cargo is pinned.
        "RUSTC_BOOTSTRAP": "1",
        "RUSTC_WRAPPER": "",
    }

    patches = git_patches(rctx, rctx.read(lock), rctx.read(manifest), rctx.name)
    if patches:
        rctx.file("git.toml", patches, executable = False)
    git = ["--config", str(rctx.path("git.toml"))] if patches else []

    def run(flags, words):
        return rctx.execute(
            [_program(rctx, "cargo"), words[0], "--manifest-path", manifest] + words[1:] + flags + git,
            environment = environment,
            timeout = 1800,
            working_directory = str(manifest.dirname),
        )

    def said(done):
        if done.return_code:
            cargo_error(rctx.attr.universe, file_of(rctx.attr.manifests[0]), done.stderr)
        return done.stdout

    def lock_is_stale(new, locked, fail):
        stale_lock(rctx.attr.universe, file_of(rctx.attr.cargo_lockfile), new, locked, fail)

    flags = ["--locked"] + (_lock_copy(rctx, "git") if git else [])
    asked = run(flags, _METADATA)
    stale = bool(asked.return_code and [words for words in _STALE if words in asked.stderr])
    if stale:
        if rctx.os.environ.get("RULES_PGRX_LOCKED"):
            lock_is_stale([], True, fail)
        flags = _lock_copy(rctx, "lock")
        asked = run(flags, _METADATA)
    fault = file_at_fault(asked.stderr, str(manifest.dirname)) if asked.return_code else None
    if fault:
        rctx.watch(fault)
        cargo_error(rctx.attr.universe, file_of(rctx.attr.manifests[0]), asked.stderr, refuse)
        return None
    metadata = json.decode(said(asked))
    if stale:
        lock_is_stale(_new(rctx, metadata["packages"]), False, refuse)

    return struct(
        metadata = metadata,
        run = lambda words, lock_flags = None: said(run(lock_flags or flags, words)),
    )

def config_of(rctx):
    """What `.cargo/config.toml` of the workspace says.

    Args:
      rctx: the context of a repository rule with `manifests`.

    Returns:
      What cargo prints, with the file of each line.
    """
    folder = rctx.path(rctx.attr.manifests[0]).dirname
    for name in ["config.toml", "config"]:
        rctx.watch(folder.get_child(".cargo").get_child(name))
    return rctx.execute(
        [_program(rctx, "cargo"), "config", "get", "-Zunstable-options", "--show-origin"],
        environment = {"RUSTC_BOOTSTRAP": "1"},
        working_directory = str(folder),
    ).stdout

def target_cfg(rctx, triple):
    """What `rustc --print cfg` says of a target.

    Args:
      rctx: the context of a repository rule.
      triple: rustc's name of the target.

    Returns:
      Its standard output.
    """
    return rctx.execute([_program(rctx, "rustc"), "--print", "cfg", "--target", triple]).stdout

def _new(rctx, packages):
    """Packages whose repository the lock would have to declare: `<name> <version>` of each."""
    locked = {
        crate_id(package.name, package.version): True
        for package in parse_lock(rctx.read(rctx.path(rctx.attr.cargo_lockfile)))
    }
    return [
        "{} {}".format(package["name"], package["version"])
        for package in packages
        if crate_id(package["name"], package["version"]) not in locked and (package["source"] or target_of(package, ["custom-build"]))
    ]

def _lock_copy(rctx, folder):
    """Flags by which cargo reads a copy of the lock that it may mend."""
    copy = rctx.path(folder + "/Cargo.lock")
    rctx.file(copy, without_git(rctx.read(rctx.path(rctx.attr.cargo_lockfile))), executable = False)
    return ["-Zlockfile-path", "--config", "resolver.lockfile-path={}".format(repr(str(copy)))]

def empty_crate(rctx, package):
    """An empty crate in place of one of the registry, in a copy of the lock.

    Args:
      rctx: the context of a repository rule with `cargo_lockfile`.
      package: what `cargo metadata` says of the crate that it stands for.

    Returns:
      A struct: `flags` for cargo, and `folder`.
    """
    folder = "empty/" + package["name"]
    rctx.file(folder + "/src/lib.rs", "", executable = False)
    rctx.file(folder + "/Cargo.toml", _EMPTY.format(
        features = "".join(["{} = []\n".format(feature) for feature in package["features"]]),
        name = package["name"],
        version = package["version"],
    ), executable = False)
    path = str(rctx.path(folder))
    return struct(
        flags = _lock_copy(rctx, "empty") + ["--config", "patch.crates-io.{}.path={}".format(package["name"], repr(path))],
        folder = path,
    )

_EMPTY = """\
[package]
name = "{name}"
version = "{version}"
edition = "2021"

[features]
{features}"""
