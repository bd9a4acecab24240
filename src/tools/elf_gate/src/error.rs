//! Why a library could not be checked at all.

use std::path::PathBuf;

/// An input or output that stops the gate. What is wrong with a library that
/// can be read is a [`crate::Violation`] instead.
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
    /// A list of symbols is none.
    #[error("{}: {line:?} is not `<symbol> <soname> <version>`; src/tools/glibc_stubs writes such lines", file.display())]
    NotNewer {
        /// The list.
        file: PathBuf,
        /// Its line.
        line: String,
    },
    /// The report cannot be written.
    #[error("cannot write {}: {source}", file.display())]
    Write {
        /// The report.
        file: PathBuf,
        /// The system's reason.
        source: std::io::Error,
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
