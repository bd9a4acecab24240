//! `pgrx_embed`: runs the program that writes the SQL of an extension of pgrx before 0.18.
//!
//! The program is `program/main.rs` beside this one, linked with the extension for this
//! machine. Its exported functions `__pgrx_internals_*` describe the extension's SQL
//! objects, one each; this reads their names and has the program call them.
//!
//! The exit status is 0, or 1 with the reason on stderr.

mod run;
mod symbols;

use clap::Parser;
use std::path::PathBuf;
use std::process::ExitCode;

/// Write the SQL of a pgrx extension by the program that was linked with it.
#[derive(Parser)]
struct Arguments {
    /// The program.
    #[arg(long)]
    program: PathBuf,
    /// The extension's name: what follows CREATE EXTENSION.
    #[arg(long)]
    extension_name: String,
    /// The version that CREATE EXTENSION makes.
    #[arg(long)]
    sql_version: String,
    /// The library is installed as `<name>-<version>.so`, not as `<name>.so`.
    #[arg(long)]
    versioned_library: bool,
    /// Where to write the SQL.
    #[arg(long)]
    out: PathBuf,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    match symbols::of(&arguments.program).and_then(|names| run::run(&arguments, &names)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("pgrx_embed: {error}");
            ExitCode::FAILURE
        }
    }
}
