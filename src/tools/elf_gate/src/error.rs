//! Why a library could not be checked at all.

use files::FileError;
use std::fmt;
use std::path::PathBuf;

/// An input or output that stops the gate. What is wrong with a library that
/// can be read is a [`crate::Violation`] instead.
#[derive(Debug)]
pub enum Error {
    /// A file cannot be read or written.
    File(FileError),
    /// A list of symbols is none.
    NotNewer {
        /// The list.
        file: PathBuf,
        /// Its line.
        line: String,
    },
    /// An input is something else than ELF.
    NotElf {
        /// The input.
        file: PathBuf,
    },
    /// An input is ELF, but cut off or damaged.
    DamagedElf {
        /// The input.
        file: PathBuf,
        /// The parser's reason.
        source: object::read::Error,
    },
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File(error) => error.fmt(f),
            Self::NotNewer { file, line } => write!(
                f,
                "{}: {line:?} is not `<symbol> <soname> <version>`; src/tools/glibc_stubs writes \
                 such lines",
                file.display()
            ),
            Self::NotElf { file } => write!(
                f,
                "{}: not an ELF file; libraries and providers are shared libraries and programs, \
                 not linker scripts or archives",
                file.display()
            ),
            Self::DamagedElf { file, source } => {
                write!(f, "{}: damaged ELF file: {source}", file.display())
            }
        }
    }
}

impl std::error::Error for Error {}

impl From<FileError> for Error {
    fn from(error: FileError) -> Self {
        Self::File(error)
    }
}
