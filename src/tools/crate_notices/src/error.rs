//! Everything that can go wrong.

use std::path::PathBuf;

/// Why crates or their licences cannot be named. `Display` is the whole message.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// An input cannot be read.
    #[error("cannot read {}: {source}", file.display())]
    Read {
        /// The input.
        file: PathBuf,
        /// The system's reason.
        source: std::io::Error,
    },
    /// The output cannot be written.
    #[error("cannot write {}: {source}", file.display())]
    Write {
        /// The output.
        file: PathBuf,
        /// The system's reason.
        source: std::io::Error,
    },
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
