//! `pgrx_embed`: runs the program that writes the SQL of an extension of pgrx before 0.18.
//!
//! The program is `program/main.rs` beside this one, linked with the extension for this
//! machine. Its exported functions `__pgrx_internals_*` describe the extension's SQL
//! objects, one each; this reads their names and has the program call them.
//!
//! The exit status is 0, or 1 with the reason on stderr.

mod run;
mod symbols;

use command_line::Arguments;
use std::path::PathBuf;
use std::process::ExitCode;

/// The command line.
struct Options {
    /// The program.
    program: PathBuf,
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
        program: arguments.value_from_str("--program")?,
        extension_name: arguments.value_from_str("--extension-name")?,
        sql_version: arguments.value_from_str("--sql-version")?,
        versioned_library: arguments.contains("--versioned-library"),
        out: arguments.value_from_str("--out")?,
    })
}

fn main() -> ExitCode {
    command_line::run("pgrx_embed", options, |options| {
        let names = symbols::of(&options.program)?;
        run::run(&options, &names)
    })
}
