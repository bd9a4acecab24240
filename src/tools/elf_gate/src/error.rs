//! Why a library could not be checked at all.

use files::FileError;
use std::path::PathBuf;

/// An input or output that stops the gate. What is wrong with a library that
/// can be read is a [`crate::Violation`] instead.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A file cannot be read or written.
    #[error(transparent)]
    File(#[from] FileError),
    /// A list of symbols is none.
    #[error("{}: {line:?} is not `<symbol> <soname> <version>`; src/tools/glibc_stubs writes such lines", file.display())]
    NotNewer {
        /// The list.
        file: PathBuf,
        /// Its line.
        line: String,
    },
    /// An input is something else than ELF.
    #[error(
        "{}: not an ELF file; libraries and providers are shared libraries and programs, not \
         linker scripts or archives",
        file.display()
    )]
    NotElf {
        /// The input.
        file: PathBuf,
    },
    /// An input is ELF, but cut off or damaged.
    #[error("{}: damaged ELF file: {source}", file.display())]
    DamagedElf {
        /// The input.
        file: PathBuf,
        /// The parser's reason.
        source: object::read::Error,
    },
}
