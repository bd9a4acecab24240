//! The whole way from a library's bytes to SQL.

mod encode;
mod errors;
mod sql;

use pgrx_schema::{schema, Error, Extension};
use std::path::Path;

/// The SQL of `library` as extension `probe`, version 1.2.3.
fn run(library: &[u8]) -> Result<String, Error> {
    run_as(library, false)
}

/// The same with the version in the library's name or not.
fn run_as(library: &[u8], versioned_library: bool) -> Result<String, Error> {
    let extension = Extension {
        name: "probe",
        version: "1.2.3",
        versioned_library,
    };
    schema(Path::new("libprobe.so"), library, extension)
}
