//! The files of a package, and archives of them that are the same everywhere.
//!
//! ```text
//! <install path>=<file> ... -> mapping -> tree -> archive (tar, gzip)
//! ```
//!
//! Nothing of the machine reaches an archive: entries are sorted, belong to root,
//! have one of two modes and one time.

mod archive;
mod error;
mod mapping;
mod tree;

pub use archive::{gzip, tar, Entry, Records, MTIME};
pub use error::Error;
pub use mapping::Mapping;
pub use tree::Tree;
