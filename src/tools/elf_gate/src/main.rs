//! `elf_gate`: fails where an extension library does not fit its target.
//!
//! Writes a JSON report of the library's facts and of all violations, and
//! prints the violations on stderr. The exit status is 0 for a good library, 1
//! for a violation, 2 where the library could not be checked.

use clap::builder::NonEmptyStringValueParser;
use clap::Parser;
use elf_gate::case::{Case, File};
use elf_gate::cli::{self, TargetArguments};
use elf_gate::glibc::GlibcVersion;
use elf_gate::{report, Error, Report};
use std::path::PathBuf;
use std::process::ExitCode;

/// Check that an extension library fits the target it was built for.
#[derive(Parser)]
struct Arguments {
    /// The extension's shared library.
    #[arg(long)]
    library: PathBuf,
    #[command(flatten)]
    target: TargetArguments,
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

fn main() -> ExitCode {
    match run(Arguments::parse()) {
        Ok(report) => cli::conclude(&report.library, &report.violations),
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
        target: arguments.target.target(arguments.glibc_max),
        providers: read_all(&arguments.provider)?,
        bundled: read_all(&arguments.bundled)?,
        forbidden_paths: arguments.forbid_path,
    });
    cli::write_report(&arguments.report, &report)?;
    Ok(report)
}

fn read_all(paths: &[PathBuf]) -> Result<Vec<File>, Error> {
    paths
        .iter()
        .map(|path| File::read(path).map(|(file, _)| file))
        .collect()
}
