//! Everything that can go wrong.

use files::FileError;
use std::path::PathBuf;

/// Why no document was made. `Display` is the whole message.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A file of the product cannot be read.
    #[error(transparent)]
    Tree(#[from] package_tree::Error),
    /// The crates cannot be named.
    #[error(transparent)]
    Crates(#[from] crate_notices::Error),
    /// A file cannot be read or written.
    #[error(transparent)]
    File(#[from] FileError),
    /// Not a lock of packages.
    #[error("{}: not a lock: {reason}\n  locks are written by machine; renew it with: {command}", file.display())]
    BadLock {
        /// The lock.
        file: PathBuf,
        /// What is wrong with it.
        reason: String,
        /// What renews it.
        command: &'static str,
    },
    /// A package that is asked for and not pinned.
    #[error(
        "{}: package {name} is not pinned for architecture {architecture}\n  add it to `packages` in \
         the yaml beside it, in rules_pgrx, then run there: {RENEW_PACKAGES}",
        lock.display()
    )]
    UnpinnedPackage {
        /// Name of the package.
        name: String,
        /// Debian architecture.
        architecture: String,
        /// The lock.
        lock: PathBuf,
    },
    /// An argument that names packages of a lock.
    #[error("{0:?} is not <lock>=<package>,<package>... or <lock>=*")]
    BadSelection(String),
    /// A status file without a time.
    #[error("{}: no BUILD_TIMESTAMP in Bazel's status; build without --stamp", .0.display())]
    NoTime(PathBuf),
    /// Two elements of the document would be called the same.
    #[error("{0} stands twice in the document; name each package in one lock only")]
    Duplicate(String),
}

/// What renews `thirdparty/debian/<set>.lock.json`.
pub const RENEW_PACKAGES: &str = "./tools/bazel run //:update";
