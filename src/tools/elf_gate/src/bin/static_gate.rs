//! `static_gate`: fails where a program needs anything of the system it runs on.
//!
//! Writes a JSON report and prints violations on stderr. The exit status is 0 for a
//! static program of the target, 1 for a violation, 2 where it could not be checked.

use clap::Parser;
use elf_gate::cli::{self, TargetArguments};
use elf_gate::glibc::GlibcVersion;
use elf_gate::{program, Error};
use std::path::PathBuf;
use std::process::ExitCode;

/// Check that a program is fully static and for the target's processor.
#[derive(Parser)]
struct Arguments {
    /// The program.
    #[arg(long)]
    program: PathBuf,
    #[command(flatten)]
    target: TargetArguments,
    /// Where to write the report.
    #[arg(long)]
    report: PathBuf,
}

fn main() -> ExitCode {
    match run(Arguments::parse()) {
        Ok(report) => cli::conclude(&report.program, &report.violations),
        Err(error) => {
            eprintln!("static_gate: {error}");
            ExitCode::from(2)
        }
    }
}

fn run(arguments: Arguments) -> Result<program::Report, Error> {
    let nothing: GlibcVersion = "0".parse().expect("0 is a version");
    // No symbol of a shared C library is allowed, of whatever version.
    let target = arguments.target.target(nothing);
    let report = program::check(&arguments.program, target)?;
    cli::write_report(&arguments.report, &report)?;
    Ok(report)
}
