//! `rust_std`: Rust's standard library for a target, compiled from its sources.
//!
//! cargo compiles `library/sysroot`, as the Rust project's own build does (`src/bootstrap`),
//! with the profile made for that, `dist`; nothing is fetched, for dependencies are in
//! `library/vendor`. cargo starts this program again in place of each rustc ([`wrapper`]).
//! The exit status is 0, or 1 with the reason on stderr.

mod build;
mod rlibs;
mod wrapper;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Parser;

/// Compile Rust's standard library for a target.
#[derive(Parser)]
struct Arguments {
    /// The cargo that belongs to rustc
    #[arg(long)]
    cargo: PathBuf,
    /// The compiler
    #[arg(long)]
    rustc: PathBuf,
    /// library/sysroot/Cargo.toml of the sources of that rustc
    #[arg(long)]
    manifest: PathBuf,
    /// rustc's triple of the target
    #[arg(long)]
    target: String,
    /// Sysroot with the standard library of the machine that compiles, for build scripts
    #[arg(long)]
    host_sysroot: PathBuf,
    /// clang, which links build scripts
    #[arg(long)]
    linker: PathBuf,
    /// Its --target
    #[arg(long)]
    linker_target: String,
    /// Its --sysroot
    #[arg(long)]
    linker_sysroot: PathBuf,
    /// What to write: <folder>/lib<crate>-<anything>.rlib, one for each crate
    #[arg(required = true)]
    outputs: Vec<PathBuf>,
}

fn main() -> ExitCode {
    let done = match wrapper::Wrapper::from_env() {
        Some(wrapper) => wrapper.run(std::env::args_os().skip(1).collect()),
        None => compile(&Arguments::parse()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(reason) => {
            eprintln!("rust_std: {reason}");
            ExitCode::FAILURE
        }
    }
}

fn compile(arguments: &Arguments) -> Result<(), String> {
    let folder = tempfile::tempdir().map_err(|e| format!("cannot make a folder: {e}"))?;
    let compiled = build::compile(arguments, folder.path())?;
    rlibs::hand_out(&compiled, &arguments.outputs)
}
