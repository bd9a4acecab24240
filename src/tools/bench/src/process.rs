//! A program that has to succeed.

use std::process::{Command, Stdio};

use pg_harness::cleanup;

use crate::error::{io, Error, Result};

/// Lines of a failed program's output that are shown.
const LINES: usize = 40;

/// Runs a command to its end and returns what it wrote to standard output.
///
/// # Errors
/// Where it cannot be started, or fails; with the end of what it wrote.
pub fn run(what: &str, command: &mut Command) -> Result<String> {
    let program = command.get_program().to_owned();
    command.stdin(Stdio::null());
    let output = command.output().map_err(io("start", program))?;
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    cleanup::hold_if_ending();
    if output.status.success() {
        return Ok(text(&output.stdout));
    }
    Err(Error::Failed {
        what: what.into(),
        status: output.status.to_string(),
        output: tail(&(text(&output.stdout) + &text(&output.stderr))),
    })
}

fn tail(text: &str) -> String {
    let lines: Vec<&str> = text.lines().collect();
    lines[lines.len().saturating_sub(LINES)..].join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failure_shows_the_end_of_the_output() {
        let mut command = Command::new("sh");
        command.args(["-c", "seq 100; echo last >&2; exit 3"]);
        let text = run("counting", &mut command).unwrap_err().to_string();
        assert!(
            text.starts_with("counting failed (exit status: 3)"),
            "{text}"
        );
        assert!(text.ends_with("100\nlast"), "{text}");
        assert!(!text.contains("\n50\n"), "{text}");
    }
}
