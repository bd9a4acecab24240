//! `static_gate`: fails where a program needs anything of the system it runs on.
//!
//! Writes a report and prints violations on stderr. The exit status is 0 for a
//! static program of the target, 1 for a violation, 2 where it could not be checked.

use command_line::Arguments;
use elf_gate::case::Target;
use elf_gate::{cli, program, Error};
use std::path::PathBuf;
use std::process::ExitCode;

/// The command line.
struct Options {
    /// The program.
    program: PathBuf,
    /// What it was built for.
    target: Target,
    /// Where to write the report.
    report: PathBuf,
}

fn options(arguments: &mut Arguments) -> Result<Options, command_line::Error> {
    Ok(Options {
        program: arguments.value_from_str("--program")?,
        // No symbol of a shared C library is allowed, of whatever version.
        target: cli::target(arguments, |_| Ok("0".parse().expect("0 is a version")))?,
        report: arguments.value_from_str("--report")?,
    })
}

fn main() -> ExitCode {
    let options = match command_line::read("static_gate", options) {
        Ok(options) => options,
        Err(misused) => return misused,
    };
    match run(options) {
        Ok(report) => cli::conclude(&report.program, &report.violations),
        Err(error) => cli::unchecked("static_gate", &error),
    }
}

fn run(options: Options) -> Result<program::Report, Error> {
    let report = program::check(&options.program, options.target)?;
    cli::write_report(&options.report, &report)?;
    Ok(report)
}
