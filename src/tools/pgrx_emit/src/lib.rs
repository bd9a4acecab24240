//! From the descriptions of an extension's SQL objects to its SQL, the same on each run.
//!
//! Compiled once for each universe of crates, against its own pgrx-sql-entity-graph, of
//! pgrx 0.16 or later: the descriptions and the SQL differ from release to release, what
//! is called here does not.

mod order;

pub use pgrx_sql_entity_graph::SqlGraphEntity;

use pgrx_sql_entity_graph::{ControlFile, PgrxSql};

/// What the SQL says of its extension.
#[derive(Debug, Clone, Copy)]
pub struct Extension<'a> {
    /// What follows CREATE EXTENSION.
    pub name: &'a str,
    /// The version that CREATE EXTENSION makes.
    pub version: &'a str,
    /// Whether functions are bound to `<name>-<version>`, not to `MODULE_PATHNAME`. In
    /// `cargo pgrx schema` that depends on the control file having no `module_pathname`.
    pub versioned_library: bool,
}

/// Writes the SQL of `entities`.
///
/// pgrx takes the library's name from the crate and installs the library under the extension's;
/// here it is the extension's in both places.
///
/// # Errors
/// pgrx's reason, where the entities don't fit together.
pub fn emit(extension: Extension, entities: Vec<SqlGraphEntity>) -> Result<String, String> {
    let root = SqlGraphEntity::ExtensionRoot(control(extension));
    let all = std::iter::once(root).chain(entities);
    let mut graph = PgrxSql::build(all, extension.name.into(), extension.versioned_library)
        .map_err(|error| format!("{error:#}"))?;
    order::fix(&mut graph);
    graph.to_sql().map_err(|error| format!("{error:#}"))
}

/// A control file as far as SQL depends on it: to pgrx 0.19.4 that is `default_version` alone.
fn control(extension: Extension) -> ControlFile {
    ControlFile {
        comment: String::new(),
        default_version: extension.version.to_owned(),
        module_pathname: (!extension.versioned_library).then(String::new),
        relocatable: false,
        superuser: false,
        schema: None,
        trusted: false,
    }
}
