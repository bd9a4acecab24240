//! Everything that can go wrong, with the text the user sees.

use crate::records::RecordError;
use files::FileError;
use std::fmt;
use std::path::PathBuf;

/// A reason why no SQL was written.
#[derive(Debug)]
pub enum Error {
    /// A file cannot be read or written.
    File(FileError),
    /// The library is something else than ELF.
    NotElf {
        /// The library.
        file: PathBuf,
    },
    /// The library is ELF, but cut off or damaged.
    DamagedElf {
        /// The library.
        file: PathBuf,
        /// The parser's reason.
        source: object::read::Error,
    },
    /// The ELF file holds no schema.
    NoSchemaSection {
        /// The library.
        file: PathBuf,
    },
    /// The section's records do not add up.
    Records {
        /// The library.
        file: PathBuf,
        /// Where and how.
        source: RecordError,
    },
    /// A record is whole but holds something unknown.
    Decode {
        /// The library.
        file: PathBuf,
        /// The decoder's reason.
        reason: String,
    },
    /// The SQL objects contradict each other.
    Graph {
        /// The library.
        file: PathBuf,
        /// pgrx's reason.
        reason: String,
    },
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File(error) => error.fmt(f),
            Self::NotElf { file } => write!(
                f,
                "{}: not an ELF file; `--library` takes a shared library for Linux",
                file.display()
            ),
            Self::DamagedElf { file, source } => {
                write!(f, "{}: damaged ELF file: {source}", file.display())
            }
            Self::NoSchemaSection { file } => write!(
                f,
                "{}: no section `.pgrxsc`, so the extension's SQL cannot be written. Either the \
                 linker's --gc-sections dropped it (pgrx#2279: link the library with \
                 `-Clink-arg=-Wl,--no-gc-sections`), or this is no pgrx >= 0.18 extension: its \
                 crate must call `pgrx::pg_module_magic!()` and be built as a cdylib",
                file.display()
            ),
            Self::Records { file, source } => write!(
                f,
                "{}: section `.pgrxsc` is damaged: {source}",
                file.display()
            ),
            Self::Decode { file, reason } => write!(
                f,
                "{}: cannot decode section `.pgrxsc`: {reason}. The extension's pgrx and this \
                 tool's pgrx-sql-entity-graph must be of one version; see thirdparty/Cargo.toml",
                file.display()
            ),
            Self::Graph { file, reason } => write!(
                f,
                "{}: pgrx cannot order the extension's SQL: {reason}",
                file.display()
            ),
        }
    }
}

impl std::error::Error for Error {}

impl From<FileError> for Error {
    fn from(error: FileError) -> Self {
        Self::File(error)
    }
}
