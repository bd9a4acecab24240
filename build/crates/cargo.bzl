"""The pinned cargo, run on somebody's workspace without writing into it."""

load(":errors.bzl", "cargo_error", "stale_lock")

visibility(["//build/crates/..."])

# cargo's own words where a lock lacks something that the manifests ask for.
_STALE = ["because --locked was passed", "needs to be updated but --locked was passed"]

def cargo_of(rctx):
    """A function that runs cargo, and fails with what cargo said.

    A lock that doesn't fit its manifests is mended in a copy, with a warning; with
    `--config=locked` it is an error.

    Args:
      rctx: the context of a repository rule with `universe`, `cargo_lockfile` and `manifests`.

    Returns:
      A function: list of arguments -> cargo's standard output.
    """
    manifest = rctx.path(rctx.attr.manifests[0])
    rctx.watch(rctx.path(rctx.attr.cargo_lockfile))
    programs = rctx.path(Label("@rust_host//:bin/cargo")).dirname
    environment = {
        "CARGO_TARGET_DIR": str(rctx.path("target")),
        "RUSTC": str(programs.get_child("rustc")),
        # The unit graph is no stable output of cargo, which is why cargo is pinned.
        "RUSTC_BOOTSTRAP": "1",
        "RUSTC_WRAPPER": "",
    }

    def run(flags, words):
        return rctx.execute(
            [programs.get_child("cargo"), words[0], "--manifest-path", manifest] + words[1:] + flags,
            environment = environment,
            timeout = 1800,
            working_directory = str(manifest.dirname),
        )

    probe = ["metadata", "--format-version=1", "--no-deps"]
    flags = ["--locked"]
    fits = run(flags, ["metadata", "--format-version=1"])
    if fits.return_code and [words for words in _STALE if words in fits.stderr]:
        flags = _mend(rctx, run, probe)

    def cargo(words):
        done = run(flags, words)
        if done.return_code:
            cargo_error(rctx.attr.universe, str(rctx.attr.manifests[0]), done.stderr)
        return done.stdout

    return cargo

def _mend(rctx, run, _probe):
    """Flags by which cargo reads a copy of the lock that it may mend."""
    stale_lock(rctx.attr.universe, str(rctx.attr.cargo_lockfile), bool(rctx.os.environ.get("RULES_PGRX_LOCKED")))
    copy = rctx.path("lock/Cargo.lock")
    rctx.file(copy, rctx.read(rctx.path(rctx.attr.cargo_lockfile)), executable = False)
    return ["-Zlockfile-path", "--config", "resolver.lockfile-path={}".format(repr(str(copy)))]
