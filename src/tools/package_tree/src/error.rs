//! Why a tree could not be made.

use files::FileError;

/// A file that cannot be packed.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A file cannot be read or written.
    #[error(transparent)]
    File(#[from] FileError),
    /// An argument is no mapping.
    #[error(
        "{argument:?} is not <install path>=<file>: {reason}\n  install paths are relative to /, \
         such as usr/share/doc/package/copyright"
    )]
    BadMapping {
        /// The argument.
        argument: String,
        /// What is wrong with it.
        reason: &'static str,
    },
    /// Two files for one place.
    #[error(
        "{path} is given twice, or as a file and as a folder of another file; each place can hold \
         one file"
    )]
    Occupied {
        /// The place, relative to /.
        path: String,
    },
    /// An archive member that the format cannot name.
    #[error(
        "{path}: longer than the {limit} bytes that the package format offers for a name; shorten \
         the extension's name or version"
    )]
    LongPath {
        /// The member.
        path: String,
        /// The format's limit.
        limit: usize,
    },
}
