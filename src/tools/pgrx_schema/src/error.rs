//! Everything that can go wrong, with the text the user sees.

use crate::records::RecordError;
use files::FileError;
use std::path::PathBuf;

/// A reason why no SQL was written.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A file cannot be read or written.
    #[error(transparent)]
    File(#[from] FileError),
    /// The library is something else than ELF.
    #[error("{}: not an ELF file; `--library` takes a shared library for Linux", file.display())]
    NotElf {
        /// The library.
        file: PathBuf,
    },
    /// The library is ELF, but cut off or damaged.
    #[error("{}: damaged ELF file: {source}", file.display())]
    DamagedElf {
        /// The library.
        file: PathBuf,
        /// The parser's reason.
        source: object::read::Error,
    },
    /// The ELF file holds no schema.
    #[error(
        "{}: no section `.pgrxsc`, so the extension's SQL cannot be written. Either the \
         linker's --gc-sections dropped it (pgrx#2279: link the library with \
         `-Clink-arg=-Wl,--no-gc-sections`), or this is no pgrx >= 0.18 extension: its crate \
         must call `pgrx::pg_module_magic!()` and be built as a cdylib",
        file.display()
    )]
    NoSchemaSection {
        /// The library.
        file: PathBuf,
    },
    /// The section's records do not add up.
    #[error("{}: section `.pgrxsc` is damaged: {source}", file.display())]
    Records {
        /// The library.
        file: PathBuf,
        /// Where and how.
        source: RecordError,
    },
    /// A record is whole but holds something unknown.
    #[error(
        "{}: cannot decode section `.pgrxsc`: {reason}. The extension's pgrx and this tool's \
         pgrx-sql-entity-graph must be of one version; see thirdparty/Cargo.toml",
        file.display()
    )]
    Decode {
        /// The library.
        file: PathBuf,
        /// The decoder's reason.
        reason: String,
    },
    /// The SQL objects contradict each other.
    #[error("{}: pgrx cannot order the extension's SQL: {reason}", file.display())]
    Graph {
        /// The library.
        file: PathBuf,
        /// pgrx's reason.
        reason: String,
    },
}
