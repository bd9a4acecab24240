//! Decodes the records and has the SQL written from them.

use crate::{Error, Request};
use pgrx_emit::ControlFile;
use pgrx_sql_entity_graph::section::decode_entities;

/// Renders the SQL of the gapless `records` under the extension's `control` file.
///
/// pgrx takes the library's name from the crate and installs the library under the
/// extension's; here it is the extension's in both places.
///
/// # Errors
/// [`Error::Decode`] or [`Error::Graph`].
pub fn render(request: &Request, control: ControlFile, records: &[u8]) -> Result<String, Error> {
    let file = request.library_file;
    let entities = decode_entities(records).map_err(|error| Error::Decode {
        file: file.into(),
        reason: format!("{error:#}"),
    })?;
    pgrx_emit::emit(control, entities, request.extension_name).map_err(|reason| Error::Graph {
        file: file.into(),
        reason,
    })
}
