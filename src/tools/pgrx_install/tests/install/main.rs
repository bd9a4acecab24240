//! The whole way from a control file and SQL to the installed text files.

mod control;
mod files;
mod sql;

use pgrx_install::Request;
use std::path::Path;

/// A control file that uses both placeholders.
const CONTROL: &str = "\
comment = 'built from @GIT_HASH@'
default_version = '@CARGO_VERSION@'
module_pathname = '$libdir/probe'
relocatable = false
superuser = false
";

/// What asks for extension `probe`, version 1.2.3.
fn request(control: &str) -> Request<'_> {
    Request {
        sql: "SELECT 1;\n",
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
