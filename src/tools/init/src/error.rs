//! What can go wrong, in words.

use std::io;
use std::path::{Path, PathBuf};

/// Whatever ends the program; nothing is written then.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// No checkout is known.
    #[error("BUILD_WORKSPACE_DIRECTORY is not set: start this by `bazel run`, which sets it")]
    NotRun,
    /// cargo can't read the workspace.
    #[error("cargo can't read {manifest}:\n{said}\nTo mend it: mend what cargo names, or name the folder of a Cargo.toml; --new writes one")]
    Cargo { manifest: PathBuf, said: String },
    /// The folder is a member's.
    #[error("{folder} is in the workspace of {root}.\nTo mend it: name that folder")]
    NotTheRoot { folder: PathBuf, root: PathBuf },
    /// Nothing to build.
    #[error(
        "{folder} has no extension: no package there depends on pgrx and has \
         `crate-type = [\"cdylib\", ...]` in [lib].\n\
         To mend it: add these to its Cargo.toml, or write a new one with --new, in another folder"
    )]
    NoExtension { folder: PathBuf },
    /// Debian has none of its PostgreSQLs.
    #[error(
        "package {package} has a feature for none of the PostgreSQLs that rules_pgrx has servers of.\n\
         To mend it: add one of these features to its Cargo.toml: {known}"
    )]
    NoMajor { package: String, known: String },
    /// No lock.
    #[error(
        "there is no {lock}, so nothing says which versions of crates are meant.\n\
         To mend it: cargo generate-lockfile --manifest-path {manifest}"
    )]
    NoLock { lock: PathBuf, manifest: PathBuf },
    /// A name that is none of an extension.
    #[error(
        "{name:?} can't be the name of an extension, a crate and a target.\n\
         To mend it: name a folder of small letters, digits and `_`, a letter first"
    )]
    Name { name: String },
    /// Files that are not ours.
    #[error(
        "these exist, and nothing was written: {}\n\
         To mend it: run this again with --keep, which leaves them as they are and writes the rest, \
         and add to them by hand what they lack of this:\n{}",
        list(.there),
        contents(.there)
    )]
    Exists { there: Vec<(String, String)> },
    /// `--new` where there is something already.
    #[error(
        "{folder} isn't new: it has another {}, and nothing was written.\n\
         To mend it: leave --new out to make a module of the project that is there, or name a folder that \
         isn't there yet",
        list(.there)
    )]
    NotNew {
        folder: PathBuf,
        there: Vec<(String, String)>,
    },
    /// A file that can't be read or written.
    #[error("cannot {action} {path}: {source}")]
    File {
        action: &'static str,
        path: PathBuf,
        source: io::Error,
    },
}

/// Shorthand.
pub type Result<T> = std::result::Result<T, Error>;

/// Adapts an [`io::Error`] for `map_err`.
pub fn file(action: &'static str, path: &Path) -> impl FnOnce(io::Error) -> Error {
    let path = path.to_owned();
    move |source| Error::File {
        action,
        path,
        source,
    }
}

fn list(there: &[(String, String)]) -> String {
    let names: Vec<_> = there.iter().map(|(name, _)| name.as_str()).collect();
    names.join(", ")
}

/// What would have been written.
fn contents(there: &[(String, String)]) -> String {
    let texts = there.iter();
    let texts: Vec<_> = texts
        .map(|(name, text)| format!("--- {name}\n{text}"))
        .collect();
    texts.join("\n")
}
