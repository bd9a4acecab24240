//! Decodes the records and lets pgrx write the SQL, in a reproducible order.

use crate::{order, Error, Request};
use pgrx_sql_entity_graph::section::decode_entities;
use pgrx_sql_entity_graph::{ControlFile, PgrxSql, SqlGraphEntity};

/// Renders the SQL of the gapless `records` under the extension's `control` file.
///
/// As in `cargo pgrx schema`, functions are bound to `MODULE_PATHNAME` where the
/// control file defines it, else to `<name>-<version>`. pgrx takes that name
/// from the crate and installs the library under the extension's; here it is
/// the extension's in both places.
///
/// # Errors
/// [`Error::Decode`] or [`Error::Graph`].
pub fn render(request: &Request, control: ControlFile, records: &[u8]) -> Result<String, Error> {
    let file = request.library_file;
    let versioned_library = control.module_pathname.is_none();
    let decoded = decode_entities(records).map_err(|error| Error::Decode {
        file: file.into(),
        reason: format!("{error:#}"),
    })?;
    let root = SqlGraphEntity::ExtensionRoot(control);
    let entities = std::iter::once(root).chain(decoded);
    let graph_error = |error| Error::Graph {
        file: file.into(),
        reason: format!("{error:#}"),
    };
    let mut graph = PgrxSql::build(entities, request.extension_name.into(), versioned_library)
        .map_err(graph_error)?;
    order::fix(&mut graph);
    graph.to_sql().map_err(graph_error)
}
