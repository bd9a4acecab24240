//! Everything that can go wrong.

use files::FileError;
use std::path::PathBuf;

/// Why crates or their licences cannot be named. `Display` is the whole message.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A file cannot be read or written.
    #[error(transparent)]
    File(#[from] FileError),
    /// The list of crates is not what build/package/crates.bzl writes.
    #[error("{}: not a list of crates as build/package/crates.bzl writes it: {reason}", file.display())]
    BadList {
        /// The list.
        file: PathBuf,
        /// The parser's reason.
        reason: String,
    },
    /// A manifest that cargo would not read.
    #[error("{}: not the Cargo.toml of {name} {version}: {reason}", file.display())]
    BadManifest {
        /// The manifest.
        file: PathBuf,
        /// Name of the crate.
        name: String,
        /// Version of the crate.
        version: String,
        /// What is wrong with it.
        reason: String,
    },
    /// Nobody says under which licence the crate may be used.
    #[error(
        "{name} {version} names no licence: {} has neither `license` nor `license-file`, so it must \
         not be shipped; ask its authors, or take another crate",
        manifest.display()
    )]
    NoLicence {
        /// Name of the crate.
        name: String,
        /// Version of the crate.
        version: String,
        /// Its manifest.
        manifest: PathBuf,
    },
}
