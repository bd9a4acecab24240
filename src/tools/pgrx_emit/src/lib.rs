//! From the descriptions of an extension's SQL objects to its SQL, the same on each run.
//!
//! Compiled once for each universe of crates, against its own pgrx-sql-entity-graph, of
//! pgrx 0.16 or later: the descriptions and the SQL differ from release to release, what
//! is called here does not.

mod order;

pub use pgrx_sql_entity_graph::{ControlFile, SqlGraphEntity};

use pgrx_sql_entity_graph::PgrxSql;

/// Writes the SQL of `entities` under the extension's `control` file.
///
/// As in `cargo pgrx schema`, functions are bound to `MODULE_PATHNAME` where the
/// control file defines it, else to `<library_name>-<version>`.
///
/// # Errors
/// pgrx's reason, where the entities don't fit together.
pub fn emit(
    control: ControlFile,
    entities: Vec<SqlGraphEntity>,
    library_name: &str,
) -> Result<String, String> {
    let versioned_library = control.module_pathname.is_none();
    let root = SqlGraphEntity::ExtensionRoot(control);
    let all = std::iter::once(root).chain(entities);
    let mut graph = PgrxSql::build(all, library_name.into(), versioned_library)
        .map_err(|error| format!("{error:#}"))?;
    order::fix(&mut graph);
    graph.to_sql().map_err(|error| format!("{error:#}"))
}
