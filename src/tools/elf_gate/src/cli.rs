//! What the gates here have in common: the target on their command lines, and their reports.

use crate::case::Target;
use crate::glibc::GlibcVersion;
use crate::{Error, Violation};
use command_line::Arguments;
use files::FileError;
use std::fmt::Display;
use std::path::Path;
use std::process::ExitCode;

/// The exit status where a file could not be checked.
const UNCHECKED: u8 = 2;

/// The target that `--machine`, `--class` and `--endian` name, with the GNU C library that
/// `glibc_max` reads.
///
/// # Errors
/// One of them is missing or unknown.
pub fn target(
    arguments: &mut Arguments,
    glibc_max: impl FnOnce(&mut Arguments) -> Result<GlibcVersion, command_line::Error>,
) -> Result<Target, command_line::Error> {
    Ok(Target {
        machine: arguments.value_from_str("--machine")?,
        class: arguments.value_from_fn("--class", class)?,
        big_endian: arguments.value_from_fn("--endian", big_endian)?,
        glibc_max: glibc_max(arguments)?,
    })
}

fn class(bits: &str) -> Result<u8, &'static str> {
    match bits {
        "32" => Ok(32),
        "64" => Ok(64),
        _ => Err("expected 32 or 64"),
    }
}

fn big_endian(order: &str) -> Result<bool, &'static str> {
    match order {
        "big" => Ok(true),
        "little" => Ok(false),
        _ => Err("expected big or little"),
    }
}

/// Writes a report, under another name first, so that none is half-written.
///
/// # Errors
/// The file cannot be written.
pub fn write_report(path: &Path, report: &impl Display) -> Result<(), FileError> {
    let partial = path.with_extension("partial");
    std::fs::write(&partial, report.to_string())
        .and_then(|()| std::fs::rename(&partial, path))
        .map_err(FileError::writing(path))
}

/// Prints what was found in `file` on stderr; 1 where there was anything, else 0.
#[must_use]
pub fn conclude(file: &str, violations: &[Violation]) -> ExitCode {
    for violation in violations {
        eprintln!("{file}: [{}] {}", violation.rule, violation.text);
    }
    ExitCode::from(u8::from(!violations.is_empty()))
}

/// Says on stderr why there is no verdict.
#[must_use]
pub fn unchecked(program: &str, error: &Error) -> ExitCode {
    eprintln!("{program}: {error}");
    ExitCode::from(UNCHECKED)
}
