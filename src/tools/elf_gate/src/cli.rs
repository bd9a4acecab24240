//! What the gates here have in common: the target on their command lines, and their reports.

use crate::case::Target;
use crate::glibc::GlibcVersion;
use crate::machine::Machine;
use crate::{Error, Violation};
use clap::ValueEnum;
use serde::Serialize;
use std::path::Path;
use std::process::ExitCode;

/// The arguments that name a target.
#[derive(clap::Args)]
pub struct TargetArguments {
    /// The target's processor.
    #[arg(long)]
    machine: Machine,
    /// Bits of an address on the target.
    #[arg(long, value_parser = ["32", "64"])]
    class: String,
    /// Byte order of the target.
    #[arg(long)]
    endian: Endian,
}

/// A byte order.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Endian {
    /// Least significant byte first.
    Little,
    /// Most significant byte first.
    Big,
}

impl TargetArguments {
    /// The target, whose GNU C library is of version `glibc_max`.
    #[must_use]
    pub fn target(self, glibc_max: GlibcVersion) -> Target {
        Target {
            machine: self.machine,
            class: if self.class == "64" { 64 } else { 32 },
            big_endian: self.endian == Endian::Big,
            glibc_max,
        }
    }
}

/// Writes a report as JSON, under another name first, so that none is half-written.
///
/// # Errors
/// [`Error::Write`] where the file cannot be written.
pub fn write_report(path: &Path, report: &impl Serialize) -> Result<(), Error> {
    let json = serde_json::to_string_pretty(report).expect("a report has only string keys");
    let partial = path.with_extension("partial");
    std::fs::write(&partial, json + "\n")
        .and_then(|()| std::fs::rename(&partial, path))
        .map_err(|source| Error::Write {
            file: path.into(),
            source,
        })
}

/// Prints what was found in `file` on stderr; 1 where there was anything, else 0.
#[must_use]
pub fn conclude(file: &str, violations: &[Violation]) -> ExitCode {
    for violation in violations {
        eprintln!("{file}: [{}] {}", violation.rule, violation.text);
    }
    ExitCode::from(u8::from(!violations.is_empty()))
}
