//! Tables that come from rows of the rule set instead of docstrings.

use std::path::Path;

use serde::Deserialize;

use crate::error::{Error, Result};

/// A table below a module's section.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Table {
    /// The `.bzl` file whose rows these are, `//<package>:<file>`.
    pub module: String,
    /// One paragraph above the table.
    pub caption: String,
    /// The header.
    pub columns: Vec<String>,
    /// The cells, as many per row as there are columns.
    pub rows: Vec<Vec<String>>,
}

/// Reads a table from JSON.
///
/// # Errors
/// [`Error::NotTable`] when `text`, read from `path`, isn't one or a row has another width.
pub fn decode(path: &Path, text: &str) -> Result<Table> {
    let not_table = |reason: String| Error::NotTable {
        path: path.into(),
        reason,
    };
    let table: Table = serde_json::from_str(text).map_err(|error| not_table(error.to_string()))?;
    match table
        .rows
        .iter()
        .find(|row| row.len() != table.columns.len())
    {
        Some(row) => Err(not_table(format!(
            "{} columns, but a row of {} cells: {row:?}",
            table.columns.len(),
            row.len()
        ))),
        None => Ok(table),
    }
}
