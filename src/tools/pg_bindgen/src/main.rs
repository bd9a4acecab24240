//! Generates pgrx's bindings to one PostgreSQL's headers, for one target, as a build action.
//!
//! It runs the build script of `pgrx-pg-sys`, of whatever version the extension uses, and gives it
//! its inputs explicitly instead of by a machine's `pg_config`. In addition it believes nothing:
//! the release is read from the headers themselves.
//!
//! Outputs: the bindings and the object identifiers in `--out-dir` (`pg<major>.rs`,
//! `pg<major>_oids.rs`, what the crate includes from `OUT_DIR`), bindgen's unedited output in
//! `--raw`, and C wrappers of PostgreSQL's inline functions in `--shim`.

mod generate;
mod standin;

use clap::Parser;
use std::path::PathBuf;
use std::process::ExitCode;

/// Bindings of one (target, PostgreSQL major).
#[derive(Debug, Parser)]
pub struct Options {
    /// PostgreSQL's major version, for example 17.
    #[arg(long)]
    major: u16,
    /// rustc's triple of the target.
    #[arg(long)]
    target: String,
    /// Root of the pgrx-pg-sys crate: include/pg<major>.h and pgrx-cshim.c are read.
    #[arg(long)]
    pg_sys: PathBuf,
    /// PostgreSQL's server headers, the folder of postgres.h.
    #[arg(long)]
    server_include: PathBuf,
    /// The libclang to load.
    #[arg(long)]
    libclang: PathBuf,
    /// Argument for clang; may be repeated.
    #[arg(long = "clang-arg", allow_hyphen_values = true)]
    clang_args: Vec<String>,
    /// The build script of pgrx-pg-sys.
    #[arg(long)]
    generator: PathBuf,
    /// How this program is started again, where that is not by its own path: under emulation.
    #[arg(long)]
    this: Option<PathBuf>,
    /// Existing or new folder for the Rust files.
    #[arg(long)]
    out_dir: PathBuf,
    /// File for bindgen's output as it came.
    #[arg(long)]
    raw: PathBuf,
    /// File for the C wrappers of inline functions.
    #[arg(long)]
    shim: PathBuf,
}

fn main() -> ExitCode {
    if standin::is_tool() {
        return ExitCode::SUCCESS;
    }
    match generate::run(&Options::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("pg_bindgen: {error}");
            ExitCode::FAILURE
        }
    }
}
