//! Makes, signs and lists packages of apk-tools' version 2 (Alpine, Wolfi), as apko
//! consumes them.
//!
//! ```text
//! files -> package_tree --> data segment ---+-> <name>-<version>.apk -> index -> APKINDEX.tar.gz
//!   |                          | SHA-256    |          ^                            ^
//!   +-> ELF -> so:... -> .PKGINFO, control -+       sign (RSA, SHA-256) ------------+
//! ```
//!
//! The format is apk-v2(5): gzip streams one after the other, of which each but the
//! last is a tar archive without its end.

mod error;
pub mod index;
pub mod info;
pub mod needed;
pub mod package;
pub mod segment;
pub mod sign;

pub use error::Error;
