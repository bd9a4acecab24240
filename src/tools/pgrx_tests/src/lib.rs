//! Takes the place of the crate pgrx-tests in programs of pg_tests that rules_pgrx builds.
//!
//! pgrx's crate builds the extension, makes a cluster and starts a server, all on the
//! machine that compiles. Here those exist already: `run_test` asks the harness
//! (`src/tools/pg_harness`, the program `pg_unit_tests`) to run one function in its server.
//!
//! The names are pgrx's, from 0.16 to 0.19. What is left out: `get_named_capture`, `pipe`.

#[cfg(feature = "client")]
mod client;
#[cfg(feature = "proptest")]
pub mod proptest;
mod shutdown;

use std::fmt;
use std::io::{self, BufReader};
use std::os::unix::net::UnixStream;

use pgrx_tests_wire::{Answer, Question, SOCKET};

#[cfg(feature = "client")]
pub use client::client;
pub use shutdown::add_shutdown_hook;

/// Why a test failed.
pub struct Error(String);

// `#[pg_test]` shows it with `{:?}`.
impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Error {}

/// Runs the function `tests.<sql_funcname>` in a transaction that is rolled back.
///
/// The server is started by the first call in a process, with that call's `postgresql_conf`.
///
/// # Errors
/// Where `expected_error` is given and nothing failed.
///
/// # Panics
/// Where the function fails with anything else than `expected_error`, as pgrx's panics: with
/// a text that has PostgreSQL's message in it, for `#[should_panic(expected = "...")]`.
#[track_caller]
pub fn run_test(
    sql_funcname: &str,
    expected_error: Option<&str>,
    postgresql_conf: Vec<&'static str>,
) -> Result<(), Error> {
    let question = Question {
        function: sql_funcname.into(),
        conf: postgresql_conf.into_iter().map(str::to_owned).collect(),
    };
    let Some(socket) = std::env::var_os(SOCKET) else {
        panic!("a pg_test needs a server: run this program by its pgrx_test ({SOCKET} is not set)");
    };
    let answer = match ask(&question, &socket) {
        Ok(answer) => answer,
        Err(error) => panic!("the harness does not answer: {error}"),
    };
    match judge(answer, expected_error) {
        Verdict::Passed => Ok(()),
        Verdict::NothingFailed(text) => Err(Error(text)),
        Verdict::Failed(text) => panic!("{text}"),
    }
}

/// What a test is found to be.
#[derive(Debug, PartialEq, Eq)]
enum Verdict {
    Passed,
    NothingFailed(String),
    Failed(String),
}

fn judge(answer: Answer, expected: Option<&str>) -> Verdict {
    match (answer, expected) {
        (Answer::Passed, None) => Verdict::Passed,
        (Answer::Passed, Some(expected)) => {
            Verdict::NothingFailed(format!("Expected error: {expected}"))
        }
        (Answer::Raised { message, .. }, Some(expected)) if message == expected => Verdict::Passed,
        (Answer::Raised { message, report }, Some(expected)) => Verdict::Failed(format!(
            "expected the error: {expected}\nbut there was this: {message}\n{report}"
        )),
        (Answer::Raised { report, .. } | Answer::Lost { report }, _) => Verdict::Failed(report),
    }
}

fn ask(question: &Question, socket: &std::ffi::OsStr) -> io::Result<Answer> {
    let stream = UnixStream::connect(socket)?;
    question.send(&stream)?;
    Answer::receive(BufReader::new(&stream))
}

/// The database that tests run in.
#[must_use]
pub fn get_pg_dbname() -> &'static str {
    "pgrx_tests"
}

/// The user that they run as.
#[must_use]
pub fn get_pg_user() -> String {
    std::env::var("PGUSER").unwrap_or_else(|_| "postgres".into())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn raised(message: &str) -> Answer {
        Answer::Raised {
            message: message.into(),
            report: format!("ERROR:  XX000: {message}\n"),
        }
    }

    #[test]
    fn an_expected_error_is_the_whole_message() {
        assert_eq!(judge(raised("7 is odd"), Some("7 is odd")), Verdict::Passed);
        let Verdict::Failed(text) = judge(raised("7 is odd"), Some("is odd")) else {
            panic!("it passed");
        };
        assert_eq!(
            text,
            "expected the error: is odd\nbut there was this: 7 is odd\nERROR:  XX000: 7 is odd\n"
        );
    }

    #[test]
    fn an_error_that_does_not_come_is_a_failure() {
        let text = "Expected error: 7 is odd".to_owned();
        assert_eq!(
            judge(Answer::Passed, Some("7 is odd")),
            Verdict::NothingFailed(text.clone())
        );
        assert_eq!(format!("{:?}", Error(text.clone())), text);
        assert_eq!(judge(Answer::Passed, None), Verdict::Passed);
    }

    #[test]
    fn a_lost_session_is_no_expected_error() {
        let lost = || Answer::Lost { report: "x".into() };
        for expected in [None, Some("x")] {
            assert_eq!(judge(lost(), expected), Verdict::Failed("x".into()));
        }
    }
}
