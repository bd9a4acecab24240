//! `elf_gate`: fails where an extension library does not fit its target.
//!
//! Writes a JSON report of the library's facts and of all violations, and
//! prints the violations on stderr. The exit status is 0 for a good library, 1
//! for a violation, 2 where the library could not be checked.

use clap::builder::NonEmptyStringValueParser;
use clap::{Parser, ValueEnum};
use elf_gate::case::{Case, File, Target};
use elf_gate::glibc::GlibcVersion;
use elf_gate::machine::Machine;
use elf_gate::{report, Error, Report};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Check that an extension library fits the target it was built for.
#[derive(Parser)]
struct Arguments {
    /// The extension's shared library.
    #[arg(long)]
    library: PathBuf,
    /// The target's processor.
    #[arg(long)]
    machine: Machine,
    /// Bits of an address on the target.
    #[arg(long, value_parser = ["32", "64"])]
    class: String,
    /// Byte order of the target.
    #[arg(long)]
    endian: Endian,
    /// Version of the target's GNU C library.
    #[arg(long)]
    glibc_max: GlibcVersion,
    /// The target's postgres program and the shared libraries of its base.
    #[arg(long, required = true, num_args = 1..)]
    provider: Vec<PathBuf>,
    /// Shared libraries shipped with the extension.
    #[arg(long, num_args = 1..)]
    bundled: Vec<PathBuf>,
    /// Texts that must not be in the library, beyond the built-in ones.
    #[arg(long, num_args = 1.., value_parser = NonEmptyStringValueParser::new())]
    forbid_path: Vec<String>,
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
                    report.library, violation.rule, violation.text
                );
            }
            ExitCode::from(1)
        }
        Err(error) => {
            eprintln!("elf_gate: {error}");
            ExitCode::from(2)
        }
    }
}

fn run(arguments: Arguments) -> Result<Report, Error> {
    let (library, bytes) = File::read(&arguments.library)?;
    let report = report(&Case {
        library,
        bytes,
        target: Target {
            machine: arguments.machine,
            class: if arguments.class == "64" { 64 } else { 32 },
            big_endian: arguments.endian == Endian::Big,
            glibc_max: arguments.glibc_max,
        },
        providers: read_all(&arguments.provider)?,
        bundled: read_all(&arguments.bundled)?,
        forbidden_paths: arguments.forbid_path,
    });
    write(&arguments.report, &report)?;
    Ok(report)
}

fn read_all(paths: &[PathBuf]) -> Result<Vec<File>, Error> {
    paths
        .iter()
        .map(|path| File::read(path).map(|(file, _)| file))
        .collect()
}

/// Writes the report under another name first, so that none is half-written.
fn write(path: &Path, report: &Report) -> Result<(), Error> {
    let json = serde_json::to_string_pretty(report).expect("a report has only string keys");
    let partial = path.with_extension("partial");
    std::fs::write(&partial, json + "\n")
        .and_then(|()| std::fs::rename(&partial, path))
        .map_err(|source| Error::Write {
            file: path.into(),
            source,
        })
}
