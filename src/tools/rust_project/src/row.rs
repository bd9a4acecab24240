//! What `build/editor/crates.bzl` says of a crate.

use std::collections::BTreeMap;

use serde::Deserialize;

/// A crate; paths are as actions see them.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Row {
    /// What it is told from others by.
    pub id: String,
    /// Its name.
    pub name: String,
    /// The file that rustc is given.
    pub root: String,
    /// Its edition.
    pub edition: String,
    /// The target that it is compiled for.
    pub target: String,
    /// Features and other words of `cfg`.
    pub cfg: Vec<String>,
    /// Variables of rustc.
    pub env: BTreeMap<String, String>,
    /// The compiled library, of a procedural macro.
    pub proc_macro: Option<String>,
    /// What its build script, or what stands in its place, has made.
    pub script: Option<Script>,
    /// What it depends on: name in its source, id.
    pub deps: BTreeMap<String, String>,
}

/// What a build script has made.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Script {
    /// A file of `NAME=value` lines.
    pub env: Option<String>,
    /// A file with flags for rustc, one a line.
    pub flags: Option<String>,
    /// The folder that it wrote to.
    pub out_dir: Option<String>,
}

/// Reads a row a line.
///
/// # Errors
/// What is wrong, and where.
pub fn parse(text: &str) -> Result<Vec<Row>, serde_json::Error> {
    text.lines().map(serde_json::from_str).collect()
}
