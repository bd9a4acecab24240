//! `pgrx_schema`: writes an extension's SQL from its library.
//!
//! The library may be built for any CPU: nothing of it is run, its schema section is only read.
//! See the library part of this crate for how.
//!
//! The exit status is 0, or 1 with the reason on stderr.

use command_line::Arguments;
use pgrx_schema::{schema, Error, Extension};
use std::path::PathBuf;
use std::process::ExitCode;

/// The command line.
struct Options {
    /// The extension's shared library, of any architecture.
    library: PathBuf,
    /// The extension's name: what follows CREATE EXTENSION.
    extension_name: String,
    /// The version that CREATE EXTENSION makes.
    sql_version: String,
    /// The library is installed as `<name>-<version>.so`, not as `<name>.so`.
    versioned_library: bool,
    /// Where to write the SQL.
    out: PathBuf,
}

fn options(arguments: &mut Arguments) -> Result<Options, command_line::Error> {
    Ok(Options {
        library: arguments.value_from_str("--library")?,
        extension_name: arguments.value_from_str("--extension-name")?,
        sql_version: arguments.value_from_str("--sql-version")?,
        versioned_library: arguments.contains("--versioned-library"),
        out: arguments.value_from_str("--out")?,
    })
}

fn main() -> ExitCode {
    command_line::run("pgrx_schema", options, run)
}

fn run(options: Options) -> Result<(), Error> {
    let library = files::read(&options.library)?;
    let extension = Extension {
        name: &options.extension_name,
        version: &options.sql_version,
        versioned_library: options.versioned_library,
    };
    let sql = schema(&options.library, &library, extension)?;
    Ok(files::write(&options.out, sql)?)
}
