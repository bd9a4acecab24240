//! One `#[pg_test]`: its function in the schema `tests`, called as pgrx calls it, in a session
//! of its own and a transaction that is rolled back.

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use pgrx_tests_wire::Answer;

use crate::error::{self, Result};
use crate::illegal;
use crate::limits::Step;
use crate::process::Output;
use crate::server::Server;
use crate::server_log;

/// pgrx's name for the database of a crate's tests.
pub const DATABASE: &str = "pgrx_tests";

/// Begins the lines that are for [`Told`], among what else psql prints.
const MARK: &str = "--rules_pgrx-2c6e--";

/// What a server says that comes back from another session's crash.
const RECOVERS: [&str; 3] = [
    "the database system is in recovery mode",
    "the database system is not yet accepting connections",
    "the database system is starting up",
];

/// Calls `function`; `script` is a file that may be written.
///
/// # Errors
/// Where psql cannot be run.
pub fn run(server: &Server, function: &str, script: &Path) -> Result<Answer> {
    fs::write(script, script_for(function)).map_err(error::file("write", script))?;
    let before = server.log().len();
    let output = connected(server, function, script)?;
    let told = Told::read(&output.bytes);
    if told.failed == Some(false) && output.status.success() {
        return Ok(Answer::Passed);
    }
    let mut report = format!("\n{}", told.said);
    if let Some(session) = &told.session {
        report += "\nthe server's log of this session:\n";
        report += &server_log::of_session(&server.log(), session);
    }
    match told.message {
        Some(message) if told.failed == Some(true) => Ok(Answer::Raised { message, report }),
        _ => {
            report += "\nthe session was lost; what the server says about it:\n";
            let obituary = obituary(server, before);
            report += &obituary;
            report += &illegal::explain(&obituary, &server.installation.spec).unwrap_or_default();
            Ok(Answer::Lost { report })
        }
    }
}

/// Runs the script, again as long as the server recovers from a crash.
fn connected(server: &Server, function: &str, script: &Path) -> Result<Output> {
    let begin = Instant::now();
    let limit = server.installation.limits.of(Step::StartStop);
    loop {
        let output = server.script(&format!("tests.{function}"), DATABASE, script)?;
        let text = String::from_utf8_lossy(&output.bytes);
        let recovers = !text.contains(MARK) && RECOVERS.iter().any(|line| text.contains(line));
        if !recovers || begin.elapsed() >= limit {
            return Ok(output);
        }
        std::thread::sleep(Duration::from_millis(50));
    }
}

fn script_for(function: &str) -> String {
    let function = function.replace('"', "\"\"");
    // psql's variables keep the message as it was sent.
    format!(
        "\\set VERBOSITY verbose
SELECT to_hex(trunc(EXTRACT(EPOCH FROM backend_start))::bigint) || '.' || to_hex(pid) AS session
  FROM pg_stat_activity WHERE pid = pg_backend_pid() \\gset
\\echo {MARK}session :session
BEGIN;
\\o /dev/null
SELECT \"tests\".\"{function}\"();
\\o
\\echo {MARK}failed :ERROR
\\echo {MARK}message
\\echo :LAST_ERROR_MESSAGE
\\echo {MARK}end
ROLLBACK;
"
    )
}

/// What the script printed.
#[derive(Debug, Default, PartialEq, Eq)]
struct Told {
    session: Option<String>,
    failed: Option<bool>,
    message: Option<String>,
    /// Everything else: notices, and the error in full.
    said: String,
}

impl Told {
    fn read(bytes: &[u8]) -> Told {
        let text = String::from_utf8_lossy(bytes);
        let mut told = Told::default();
        let mut message: Option<String> = None;
        for line in text.split_inclusive('\n') {
            let marked = line.strip_prefix(MARK).map(str::trim_end);
            match (marked.and_then(|m| m.split_once(' ')), marked, &mut message) {
                (Some(("session", session)), ..) => told.session = Some(session.into()),
                (Some(("failed", failed)), ..) => told.failed = Some(failed == "true"),
                (_, Some("message"), _) => message = Some(String::new()),
                (_, Some("end"), _) => told.message = message.take(),
                (_, _, Some(message)) => *message += line,
                _ => told.said += line,
            }
        }
        // The line feed is \echo's.
        if let Some(message) = &mut told.message {
            message.pop();
        }
        told
    }
}

/// What the postmaster has logged since, with a moment for it to notice a crash.
fn obituary(server: &Server, since: usize) -> String {
    let new = server.log_of_crash(since);
    let log = server.log();
    let session = server_log::postmaster(&log).unwrap_or_default();
    server_log::of_session(&new, session)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_of_several_lines_is_kept() {
        let printed = format!(
            "NOTICE:  n\nERROR:  XX000: 1\n 2\n{MARK}session a.b\n{MARK}failed true\n\
             {MARK}message\n1\n 2\n\n{MARK}end\n"
        );
        let told = Told::read(printed.as_bytes());
        assert_eq!(
            told,
            Told {
                session: Some("a.b".into()),
                failed: Some(true),
                message: Some("1\n 2\n".into()),
                said: "NOTICE:  n\nERROR:  XX000: 1\n 2\n".into(),
            }
        );
    }

    #[test]
    fn a_lost_session_tells_neither_success_nor_message() {
        let printed = format!("{MARK}session a.b\nconnection to server was lost\n");
        let told = Told::read(printed.as_bytes());
        assert_eq!((told.failed, told.message), (None, None));
    }
}
