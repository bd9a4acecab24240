//! `static_gate`: fails where a program needs anything of the system it runs on.
//!
//! Writes a JSON report and prints violations on stderr. The exit status is 0 for a
//! static program of the target, 1 for a violation, 2 where it could not be checked.

use clap::{Parser, ValueEnum};
use elf_gate::case::Target;
use elf_gate::glibc::GlibcVersion;
use elf_gate::machine::Machine;
use elf_gate::{program, Error};
use std::path::PathBuf;
use std::process::ExitCode;

/// Check that a program is fully static and for the target's processor.
#[derive(Parser)]
struct Arguments {
    /// The program.
    #[arg(long)]
    program: PathBuf,
    /// The target's processor.
    #[arg(long)]
    machine: Machine,
    /// Bits of an address on the target.
    #[arg(long, value_parser = ["32", "64"])]
    class: String,
    /// Byte order of the target.
    #[arg(long)]
    endian: Endian,
    /// Where to write the report.
    #[arg(long)]
    report: PathBuf,
}

/// A byte order.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Endian {
    /// Least significant byte first.
    Little,
    /// Most significant byte first.
    Big,
}

fn main() -> ExitCode {
    match run(Arguments::parse()) {
        Ok(report) if report.violations.is_empty() => ExitCode::SUCCESS,
        Ok(report) => {
            for violation in &report.violations {
                eprintln!(
                    "{}: [{}] {}",
                    report.program, violation.rule, violation.text
                );
            }
            ExitCode::from(1)
        }
        Err(error) => {
            eprintln!("static_gate: {error}");
            ExitCode::from(2)
        }
    }
}

fn run(arguments: Arguments) -> Result<program::Report, Error> {
    let nothing: GlibcVersion = "0".parse().expect("0 is a version");
    let target = Target {
        machine: arguments.machine,
        class: if arguments.class == "64" { 64 } else { 32 },
        big_endian: arguments.endian == Endian::Big,
        // No symbol of a shared C library is allowed, of whatever version.
        glibc_max: nothing,
    };
    let report = program::check(&arguments.program, target)?;
    let json = serde_json::to_string_pretty(&report).expect("a report has only string keys");
    std::fs::write(&arguments.report, json + "\n").map_err(|source| Error::Write {
        file: arguments.report,
        source,
    })?;
    Ok(report)
}
