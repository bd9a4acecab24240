//! The command line of a program that build actions run: `--name value` or `--name=value`, of
//! which a repeated argument takes one.
//!
//! Such programs are compiled before a user's extension can be, so they use `pico-args`, which
//! compiles in a second where `clap` takes a minute. Others use `clap`, and only [`exit_code`] of this.

pub use pico_args::{Arguments, Error};

use std::ffi::OsString;
use std::fmt::Display;
use std::process::ExitCode;

/// The exit status of a program that could not read its arguments, as `clap` has it.
const MISUSED: u8 = 2;

/// Reads the arguments by `parse`, does `work` with them, and says on stderr what went wrong.
///
/// The exit status is 0, 1 where `work` failed, 2 where the arguments make no sense.
pub fn run<T, E: Display>(
    program: &str,
    parse: impl FnOnce(&mut Arguments) -> Result<T, Error>,
    work: impl FnOnce(T) -> Result<(), E>,
) -> ExitCode {
    match read(program, parse) {
        Ok(arguments) => exit_code(program, work(arguments)),
        Err(misused) => misused,
    }
}

/// 0, or 1 where something went wrong, and stderr says what.
pub fn exit_code<E: Display>(program: &str, done: Result<(), E>) -> ExitCode {
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{program}: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Reads the arguments by `parse`.
///
/// # Errors
/// An exit status, where the arguments make no sense; why stands on stderr then.
pub fn read<T>(
    program: &str,
    parse: impl FnOnce(&mut Arguments) -> Result<T, Error>,
) -> Result<T, ExitCode> {
    all(Arguments::from_env(), parse).map_err(|reason| {
        eprintln!("{program}: {reason}");
        ExitCode::from(MISUSED)
    })
}

/// What `parse` made of the arguments, all of which it must have asked for.
fn all<T>(
    mut arguments: Arguments,
    parse: impl FnOnce(&mut Arguments) -> Result<T, Error>,
) -> Result<T, String> {
    let read = parse(&mut arguments).map_err(|error| error.to_string())?;
    let left = arguments.finish();
    if left.is_empty() {
        return Ok(read);
    }
    let left: Vec<_> = left.iter().map(shown).collect();
    Err(format!("unknown or repeated: {}", left.join(" ")))
}

fn shown(argument: &OsString) -> String {
    argument.to_string_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::PathBuf;

    /// What a program with a number and any paths makes of a command line.
    fn parsed(line: &str) -> Result<(u8, Vec<PathBuf>), String> {
        let words = line.split_whitespace().map(OsString::from).collect();
        all(Arguments::from_vec(words), |arguments| {
            Ok((
                arguments.value_from_str("--number")?,
                arguments.values_from_str("--path")?,
            ))
        })
    }

    #[test]
    fn values_in_any_order() {
        for line in [
            "--path --a --number 7 --path b=c",
            "--path=--a --path=b=c --number=7",
        ] {
            let found = parsed(line);
            assert_eq!(found, Ok((7, vec!["--a".into(), "b=c".into()])), "{line}");
        }
    }

    #[test]
    fn what_makes_no_sense() {
        for (line, reason) in [
            ("", "the '--number' option must be set"),
            (
                "--number",
                "the '--number' option doesn't have an associated value",
            ),
            (
                "--number x",
                "failed to parse 'x': invalid digit found in string",
            ),
            ("--number 7 --other x", "unknown or repeated: --other x"),
            ("--number 7 --number 8", "unknown or repeated: --number 8"),
        ] {
            assert_eq!(parsed(line), Err(reason.into()), "{line}");
        }
    }
}
