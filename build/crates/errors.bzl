"""What is said of a universe that can't be had."""

load("//build/debian:here.bzl", "locked_text")
load(":lock.bzl", "is_from")
load(":packages.bzl", "PG_TEST", "is_major")

visibility(["//build/crates/...", "//tests/errors/..."])

ERROR_CARGO = """\
@{universe}: cargo can't read the workspace of {manifest}:
{said}
To mend it: mend what cargo names; `cargo metadata` in that folder says the same."""

ERROR_BAZEL_LINK = """\
@{universe}: [workspace] of {manifest} takes {link} for a package, and it is a link that Bazel puts there.
To mend it: write `exclude = ["bazel-bin", "bazel-out", "bazel-testlogs", "bazel-{folder}"]` below [workspace]."""

ERROR_GIT = """\
@{universe}: the crate {crate} comes from git, and Cargo.lock doesn't say which commit is meant: {address}
To mend it: run `cargo update --workspace` beside it, and commit the lock."""

ERROR_NO_LOCK = """\
@{universe}: there is no {lock}, so nothing says which versions of its crates are meant.
To mend it: cargo generate-lockfile --manifest-path {manifest}"""

ERROR_STALE_LOCK = """\
@{universe}: {lock} doesn't fit its Cargo.toml, and {locked} wants it to.
To mend it: run `cargo update --workspace` beside it, and commit the lock."""

ERROR_NOT_LOCKED = """\
@{universe}: {lock} has no {crates}, which its Cargo.toml asks for, so nothing pins the source.
To mend it: run `cargo update --workspace` beside it, and commit the lock."""

ERROR_WHICH_EXTENSION = """\
@{universe}: {found}.
To mend it: name one in `pgrx.crates(extension = "<package>")`; each other extension takes a `pgrx.crates` \
of its own, with another `name`. There is: {names}."""

ERROR_NO_FEATURE = """\
@{universe}: `features` of pgrx.crates has "{feature}", and the package {package} has no such feature.
To mend it: {mend}, or add it to [features] of its Cargo.toml."""

WARNING_STALE_LOCK = """\
WARNING: @{universe}: {lock} doesn't fit its Cargo.toml; this build uses a copy that cargo has mended.
To mend it: run `cargo update --workspace` beside it, and commit the lock."""

ERROR_OLD_PGRX = """\
@{universe}: the workspace uses pgrx {version}. rules_pgrx builds extensions of pgrx from 0.16 on, because \
the bindings generator of older ones takes PostgreSQL's headers from a pg_config that runs on this machine.
To mend it: cargo pgrx upgrade, or set pgrx, pgrx-tests and cargo-pgrx to 0.16 or later."""

# cargo's own words where a crate can't be fetched: which, and from where.
_CRATE = "failed to load source for dependency `"
_ADDRESS = "unable to update "
_MEMBER = "failed to load manifest for workspace member `"
_LOCK = "failed to parse lock file at: "

def file_of(label):
    """A file as people name it: by its path in the main module, else by its label."""
    text = str(label)
    path = text.removeprefix("@@//").removeprefix("@//")
    return text if path == text else path.replace(":", "/").removeprefix("/")

# How lines begin that are no errors; the first where another cargo of the machine is at work.
_PROGRESS = ("Blocking waiting for file lock ", "Downloading ", "Updating ")

def cargo_error(universe, manifest, said, fail = fail):
    """Fails with what cargo said.

    Args:
      universe: the universe's name.
      manifest: the workspace's Cargo.toml, as people name it.
      said: cargo's standard error.
      fail: what to call with the text; tests pass their own.
    """
    lines = [line for line in said.strip().split("\n") if not line.strip().startswith(_PROGRESS)]
    crate, address = _after(lines, _CRATE).removesuffix("`"), _after(lines, _ADDRESS)
    folder, _, link = _after(lines, _MEMBER).removesuffix("`").rpartition("/")
    error = ERROR_GIT if crate and "://" in address else ERROR_CARGO
    if link.startswith("bazel-"):
        error = ERROR_BAZEL_LINK
    fail("\n" + error.format(
        address = address,
        crate = crate,
        folder = folder.rpartition("/")[2],
        link = link,
        manifest = manifest,
        said = "\n".join([("  " + line).rstrip() for line in lines]),
        universe = universe,
    ))

def file_at_fault(said, folder):
    """The only file that mends what cargo said: one that isn't TOML, or that isn't what cargo reads as such.

    Args:
      said: cargo's standard error.
      folder: where cargo ran.

    Returns:
      A path; None where other files may mend it too.
    """
    lines = [line.strip() for line in said.split("\n")]
    for before, line in zip(lines, lines[1:]):
        if before.startswith("error: ") and line.startswith("--> "):
            path = line.removeprefix("--> ").rsplit(":", 2)[0]
            return path if path.startswith("/") else folder + "/" + path
    return _after(lines, _LOCK) if "TOML parse error" in said else None

def _after(lines, words):
    """What follows some words in the first line that has them, or ""."""
    found = [line.partition(words)[2] for line in lines if words in line]
    return found[0] if found else ""

def stale_lock(universe, lock, new, locked, fail = fail, warn = print):
    """Says that a lock is stale: an error where `locked` or where a crate isn't in it, else a warning.

    Args:
      universe: the universe's name.
      lock: Cargo.lock, as people name it.
      new: crates that are not in it and have to come from somewhere, as `<name> <version>`.
      locked: whether that is an error.
      fail: what to call with an error's text; tests pass their own.
      warn: what to call with a warning's.
    """
    if locked:
        fail("\n" + ERROR_STALE_LOCK.format(lock = lock, locked = locked_text(), universe = universe))
    elif new:
        fail("\n" + ERROR_NOT_LOCKED.format(crates = ", ".join(new), lock = lock, universe = universe))
    else:
        warn("\n" + WARNING_STALE_LOCK.format(lock = lock, universe = universe))

def check_pgrx(universe, packages, fail = fail):
    """Fails where a workspace's pgrx is older than 0.16.

    Args:
      universe: the universe's name.
      packages: what `cargo metadata` says of each package.
      fail: what to call with the text; tests pass their own.
    """
    for package in packages:
        if package["name"] == "pgrx" and not is_from(package["version"], 16):
            fail("\n" + ERROR_OLD_PGRX.format(universe = universe, version = package["version"]))

def choose_extension(universe, names, asked, fail = fail):
    """Which of a workspace's extensions a universe is for.

    Args:
      universe: the universe's name.
      names: the packages of the workspace that are extensions.
      asked: the one that is asked for, or "".
      fail: what to call with the text; tests pass their own.

    Returns:
      A name; None where there is none, or after an error.
    """
    if asked and asked not in names:
        found = "no package `{}` of its workspace depends on pgrx and has a cdylib".format(asked)
    elif not asked and len(names) > 1:
        found = "its workspace has several extensions"
    else:
        return asked or (names[0] if names else None)
    return fail("\n" + ERROR_WHICH_EXTENSION.format(found = found, names = ", ".join(sorted(names)) or "none", universe = universe))

def check_chosen(universe, features, package, fail = fail):
    """Fails where a feature is asked for that the extension doesn't have.

    Args:
      universe: the universe's name.
      features: those that are turned on besides the default ones.
      package: what `cargo metadata` says of the extension; its features have the names of optional dependencies, too.
      fail: what to call with the text; tests pass their own.
    """
    known = [known for known in sorted(package["features"]) if known not in ["default", PG_TEST] and not is_major(known)]
    for feature in features:
        # `<dependency>/<feature>` is cargo's to check.
        if "/" not in feature and feature not in package["features"]:
            fail("\n" + ERROR_NO_FEATURE.format(
                feature = feature,
                mend = "take some of " + ", ".join(known) if known else "leave it out",
                package = package["name"],
                universe = universe,
            ))
