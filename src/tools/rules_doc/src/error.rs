//! Everything that can go wrong, as sentences that say how to mend it.

use std::path::PathBuf;

/// An error of this program. `Display` is the whole message.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A file could not be read or written.
    #[error("cannot {action} {path}: {source}")]
    Io {
        action: &'static str,
        path: PathBuf,
        source: std::io::Error,
    },

    /// `--module` names something that `starlark_doc_extract` didn't write.
    #[error("{path}: not a ModuleInfo message of starlark_doc_extract: {reason}\n  see the targets `*_doc` in docs/BUILD.bazel")]
    NotModule { path: PathBuf, reason: String },

    /// `--table` names something that [`crate::table::Table`] doesn't describe.
    #[error("{path}: not a table: {reason}\n  it is written by docs/BUILD.bazel and has `module`, `caption`, `columns` and `rows`")]
    NotTable { path: PathBuf, reason: String },

    /// A table is for a module that isn't rendered.
    #[error("there is a table for {module}, but no --module of that file; known: {known}")]
    StrayTable { module: String, known: String },

    /// Public things without a docstring. All of them, so that one run suffices.
    #[error("the reference would have gaps:\n{}\n  it is made of docstrings only; write them, then run: {UPDATE_COMMAND}", bullets(.0))]
    Undocumented(Vec<String>),

    /// The committed reference differs from what the docstrings say.
    #[error("{path} differs from what the .bzl files say (- committed, + generated):\n{diff}  renew it with: {UPDATE_COMMAND}")]
    Stale { path: PathBuf, diff: String },

    /// `update` was started outside `bazel run`.
    #[error("update must know the workspace; run it as: {UPDATE_COMMAND}")]
    NoWorkspace,
}

/// The command that renews the reference; every message that asks for it uses this.
pub const UPDATE_COMMAND: &str = "./tools/bazel run //docs:update";

/// Shorthand used throughout the crate.
pub type Result<T> = std::result::Result<T, Error>;

fn bullets(lines: &[String]) -> String {
    let lines: Vec<_> = lines.iter().map(|line| format!("  - {line}")).collect();
    lines.join("\n")
}

/// Turns an [`std::io::Error`] into [`Error::Io`], for use with `map_err`.
pub fn io(action: &'static str, path: impl Into<PathBuf>) -> impl FnOnce(std::io::Error) -> Error {
    let path = path.into();
    move |source| Error::Io {
        action,
        path,
        source,
    }
}
