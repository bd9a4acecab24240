//! Every way in which a measurement can fail, and the words for it.

use std::io;
use std::path::{Path, PathBuf};

/// `Result` with this crate's [`Error`].
pub type Result<T> = std::result::Result<T, Error>;

/// What went wrong; the text says what, where, why, and what mends it.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A file could not be read, written, linked or made.
    #[error("cannot {action} {path}: {source}")]
    Io {
        action: &'static str,
        path: PathBuf,
        source: io::Error,
    },

    /// A JSON document is not what its reader expects.
    #[error("{what} is not as expected: {source}")]
    Json {
        what: String,
        source: serde_json::Error,
    },

    /// Not started by `bazel run`, and not below a workspace.
    #[error("no workspace: neither BUILD_WORKSPACE_DIRECTORY is set nor is a MODULE.bazel above {cwd}\n  run it as ./tools/bazel run //bench:cargo_ratio")]
    NoWorkspace { cwd: PathBuf },

    /// A program ended with a failure.
    #[error("{what} failed ({status}); the end of its output:\n{output}")]
    Failed {
        what: String,
        status: String,
        output: String,
    },

    /// A row that was asked for does not exist.
    #[error("there is no target {wanted} among the rows; there are: {known}")]
    NoRow { wanted: String, known: String },

    /// Nothing to compare with on this CPU.
    #[error("no toolchain of this repository runs on {cpu}; a row in platforms/arches.bzl with host = True is needed")]
    NoExecution { cpu: String },

    /// Bazel's report lacks something.
    #[error("Bazel's report of {what} lacks {field}; was the build stopped?")]
    Report { what: String, field: &'static str },

    /// A crate that the extension depends on is not pinned where it should be.
    #[error("{manifest} has no line `{name} = ...`, although the extension depends on @crates//:{name}; write that dependency on one line")]
    NoDependency { manifest: PathBuf, name: String },

    /// Cargo chose other versions than Cargo.lock has, so the comparison would be void.
    #[error("cargo resolved other crates than thirdparty/Cargo.lock pins:\n{difference}\n  renew it: cargo update --manifest-path thirdparty/Cargo.toml --workspace")]
    OtherCrates { difference: String },

    /// The line to change is not in the source.
    #[error("{path} no longer has `{needle}`; name another line in src/tools/bench/src/edit.rs")]
    NoLine { path: PathBuf, needle: &'static str },

    /// An edit came out of a build unnoticed, so its time means nothing.
    #[error("{library} is the same after a change of its source; its rebuild was not measured")]
    Unchanged { library: PathBuf },

    /// The two libraries do not do the same.
    #[error(
        "the libraries of Bazel and cargo answer differently to\n  {sql}\n  {ours}\n  {cargo}"
    )]
    OtherAnswer {
        sql: String,
        ours: String,
        cargo: String,
    },

    /// The kernel told a backend no CPU time.
    #[error("a backend could not read its CPU time; does this kernel have /proc/self/schedstat (CONFIG_SCHED_INFO)? It printed:\n{output}")]
    NoTime { output: String },

    /// The test server failed.
    #[error(transparent)]
    Server(#[from] pg_harness::Error),
}

/// Turns an [`io::Error`] into [`Error::Io`], for use with `map_err`.
pub fn io(action: &'static str, path: impl AsRef<Path>) -> impl FnOnce(io::Error) -> Error {
    let path = path.as_ref().to_path_buf();
    move |source| Error::Io {
        action,
        path,
        source,
    }
}

/// Turns a [`serde_json::Error`] into [`Error::Json`], for use with `map_err`.
pub fn json(what: impl ToString) -> impl FnOnce(serde_json::Error) -> Error {
    let what = what.to_string();
    move |source| Error::Json { what, source }
}
