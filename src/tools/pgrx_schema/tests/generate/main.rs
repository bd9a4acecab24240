//! The whole way from a library's bytes to the installed text files.

mod control;
mod encode;
mod errors;
mod files;
mod sql;

use pgrx_schema::{generate, Error, Generated, Request};
use std::path::Path;

/// A control file that uses both placeholders.
const CONTROL: &str = "\
comment = 'built from @GIT_HASH@'
default_version = '@CARGO_VERSION@'
module_pathname = '$libdir/probe'
relocatable = false
superuser = false
";

/// Generates from `library` and `control` as extension `probe`, version 1.2.3.
fn run(library: &[u8], control: &str) -> Result<Generated, Error> {
    generate(&request(library, control))
}

/// What [`run`] asks for.
fn request<'a>(library: &'a [u8], control: &'a str) -> Request<'a> {
    Request {
        library_file: Path::new("libprobe.so"),
        library,
        sql: None,
        control_file: Path::new("probe.control"),
        control,
        upgrades: &[],
        extension_name: "probe",
        crate_version: "1.2.3",
        sql_version: "1.2.3",
        versioned_library: false,
        git_hash: Some("c0ffee"),
    }
}
