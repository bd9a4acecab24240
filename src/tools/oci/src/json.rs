//! JSON with sorted keys, so that the same content has the same bytes.
//!
//! `oci-spec` keeps annotations in hash maps, whose order differs from run to run.

use crate::error::{read_error, write_error, Error, Result};
use serde::de::DeserializeOwned;
use serde::Serialize;
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::Path;

/// The canonical bytes of a value: keys sorted, no blanks.
#[must_use]
pub fn canonical(value: &impl Serialize) -> Vec<u8> {
    let value = serde_json::to_value(value).expect("all keys are strings");
    serde_json::to_vec(&sorted(&value)).expect("a JSON value is valid JSON")
}

/// Sorts by hand: whether `serde_json`'s own map does is up to features of other crates.
fn sorted(value: &Value) -> Sorted<'_> {
    match value {
        Value::Object(map) => {
            Sorted::Object(map.iter().map(|(k, v)| (k.as_str(), sorted(v))).collect())
        }
        Value::Array(items) => Sorted::Array(items.iter().map(sorted).collect()),
        other => Sorted::Leaf(other),
    }
}

#[derive(Serialize)]
#[serde(untagged)]
enum Sorted<'a> {
    Object(BTreeMap<&'a str, Sorted<'a>>),
    Array(Vec<Sorted<'a>>),
    Leaf(&'a Value),
}

/// Reads a JSON file.
///
/// # Errors
/// Where the file cannot be read or is something else.
pub fn read<T: DeserializeOwned>(file: &Path) -> Result<T> {
    parse(file, &std::fs::read(file).map_err(read_error(file))?)
}

/// Parses the content of a JSON file.
///
/// # Errors
/// Where it is something else.
pub fn parse<T: DeserializeOwned>(file: &Path, bytes: &[u8]) -> Result<T> {
    serde_json::from_slice(bytes).map_err(|source| Error::Json {
        file: file.into(),
        source,
    })
}

/// Writes a value as canonical JSON.
///
/// # Errors
/// Where the file cannot be written.
pub fn write(file: &Path, value: &impl Serialize) -> Result<()> {
    std::fs::write(file, canonical(value)).map_err(write_error(file))
}
