//! Generates pgrx's bindings to one PostgreSQL's headers, for one target, as a build action.
//!
//! It runs the build script of `pgrx-pg-sys`, of whatever version the extension uses, and gives it
//! its inputs explicitly instead of by a machine's `pg_config`. In addition it believes nothing:
//! the release is read from the headers themselves.
//!
//! Outputs: the bindings and the object identifiers in `--out-dir` (`pg<major>.rs`,
//! `pg<major>_oids.rs`, what the crate includes from `OUT_DIR`), bindgen's unedited output in
//! `--raw`, and C wrappers of PostgreSQL's inline functions in `--shim`.

mod agreement;
mod generate;
mod standin;

use command_line::Arguments;
use std::path::PathBuf;
use std::process::ExitCode;

/// Bindings of one (target, PostgreSQL major).
#[derive(Debug)]
pub struct Options {
    /// PostgreSQL's major version, for example 17.
    major: u16,
    /// rustc's triple of the target.
    target: String,
    /// Root of the pgrx-pg-sys crate: include/pg<major>.h and pgrx-cshim.c are read.
    pg_sys: PathBuf,
    /// PostgreSQL's server headers, the folder of postgres.h.
    server_include: PathBuf,
    /// The libclang to load.
    libclang: PathBuf,
    /// Arguments for clang.
    clang_args: Vec<String>,
    /// The build script of pgrx-pg-sys.
    generator: PathBuf,
    /// How this program is started again, where that is not by its own path: under emulation.
    this: Option<PathBuf>,
    /// Existing or new folder for the Rust files.
    out_dir: PathBuf,
    /// File for bindgen's output as it came.
    raw: PathBuf,
    /// File for the C wrappers of inline functions.
    shim: PathBuf,
}

fn options(arguments: &mut Arguments) -> Result<Options, command_line::Error> {
    Ok(Options {
        major: arguments.value_from_str("--major")?,
        target: arguments.value_from_str("--target")?,
        pg_sys: arguments.value_from_str("--pg-sys")?,
        server_include: arguments.value_from_str("--server-include")?,
        libclang: arguments.value_from_str("--libclang")?,
        clang_args: arguments.values_from_str("--clang-arg")?,
        generator: arguments.value_from_str("--generator")?,
        this: arguments.opt_value_from_str("--this")?,
        out_dir: arguments.value_from_str("--out-dir")?,
        raw: arguments.value_from_str("--raw")?,
        shim: arguments.value_from_str("--shim")?,
    })
}

fn main() -> ExitCode {
    if standin::is_tool() {
        return ExitCode::SUCCESS;
    }
    command_line::run("pg_bindgen", options, |options| generate::run(&options))
}
