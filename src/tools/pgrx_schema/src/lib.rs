//! From a cross-built pgrx library to the extension's SQL.
//!
//! ```text
//! library.so -> section -> records -> pgrx_emit -> SQL
//! ```
//!
//! pgrx leaves the description of every SQL object in an ELF section of the
//! library. `cargo pgrx schema` reads it with the crate
//! `pgrx-sql-entity-graph`; so does this one, with two differences that a
//! reproducible cross build needs:
//!
//! * records that a linker padded (s390x) are found ([`records`]),
//! * the graph's edges are put in a fixed order, because pgrx's own order comes
//!   from a randomly seeded hash map (the crate `pgrx_emit`).
//!
//! All else is the same, byte for byte. Libraries of pgrx before 0.18 have no such section;
//! see `src/tools/pgrx_embed`.

mod error;
pub mod records;
pub mod section;

pub use error::Error;
pub use pgrx_emit::Extension;

use pgrx_sql_entity_graph::section::decode_entities;
use std::path::Path;

/// The SQL that the schema section of `library` stands for; `file` names it in errors.
///
/// # Errors
/// The library holds no whole schema, or one that makes no sense, see [`Error`].
pub fn schema(file: &Path, library: &[u8], extension: Extension) -> Result<String, Error> {
    let section = section::find(file, library)?;
    let packed =
        records::repack(section.data, section.alignment).map_err(|source| Error::Records {
            file: file.into(),
            source,
        })?;
    let entities = decode_entities(&packed).map_err(|error| Error::Decode {
        file: file.into(),
        reason: format!("{error:#}"),
    })?;
    pgrx_emit::emit(extension, entities).map_err(|reason| Error::Graph {
        file: file.into(),
        reason,
    })
}
