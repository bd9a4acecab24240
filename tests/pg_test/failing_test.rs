//! pg_tests that fail, fail: with the text that tells why, and without taking others along.
//!
//! `PGRX_TEST` names the `pgrx_test` of the crate in `failing/`.

use std::process::Command;

/// Runs it; returns its exit code and all that it prints.
fn run(arguments: &[&str], environment: &[(&str, &str)]) -> (Option<i32>, String) {
    let program = std::env::var_os("PGRX_TEST").expect("PGRX_TEST");
    let mut command = Command::new(program);
    // One after another: what crashes PostgreSQL ends all sessions.
    command.args(arguments).env("RUST_TEST_THREADS", "1");
    command.env_remove("TESTBRIDGE_TEST_ONLY");
    let output = command.envs(environment.iter().copied()).output().unwrap();
    let text = [output.stdout, output.stderr].concat();
    (
        output.status.code(),
        String::from_utf8_lossy(&text).into_owned(),
    )
}

/// What libtest shows of one failed test.
fn failure<'a>(text: &'a str, test: &str) -> &'a str {
    let begin = format!("---- tests::{test} stdout ----");
    let (_, rest) = text.split_once(&begin).expect(text);
    rest.split("\n---- ").next().unwrap_or(rest)
}

fn has(text: &str, parts: &[&str]) {
    for part in parts {
        assert!(text.contains(part), "there is no {part:?} in:\n{text}");
    }
}

#[test]
fn each_failure_tells_why() {
    let (code, text) = run(&[], &[]);
    assert_eq!(code, Some(101), "{text}");
    has(&text, &["1 passed; 5 failed; 2 ignored"]);
    has(&text, &["version(): PostgreSQL "]);

    let wrong = failure(&text, "pg_another_error_comes");
    let parts = "expected the error: one message\nbut there was this: another message\n";
    has(
        wrong,
        &[
            parts,
            "ERROR:  XX000: another message\n",
            "failing/src/lib.rs",
        ],
    );

    has(
        failure(&text, "pg_no_error_comes"),
        &["Expected error: no message"],
    );
    has(
        failure(&text, "pg_no_panic_comes"),
        &["test did not panic as expected"],
    );

    let failed = failure(&text, "pg_an_assertion_fails");
    let (error, log) = failed
        .split_once("\nthe server's log of this session:\n")
        .expect(failed);
    has(error, &["one is not two", "left: 1", "LOCATION:"]);
    has(
        log,
        &["LOG:  what led to it", "STATEMENT:", "one is not two"],
    );
    assert!(
        !log.contains("another message"),
        "another session's:\n{log}"
    );

    let crashed = failure(&text, "pg_the_session_crashes");
    has(
        crashed,
        &["the session was lost", "was terminated by signal 6"],
    );
}

#[test]
fn tests_are_chosen_by_name() {
    let (code, text) = run(&[], &[("TESTBRIDGE_TEST_ONLY", "pg_one_pass")]);
    assert_eq!(code, Some(0), "{text}");
    has(
        &text,
        &[
            "test tests::pg_one_passes ... ok",
            "1 passed; 0 failed; 0 ignored; 0 measured; 7 filtered out",
        ],
    );

    let (code, text) = run(&["--include-ignored", "pg_another_passes"], &[]);
    assert_eq!(code, Some(0), "{text}");
    has(&text, &["test tests::pg_another_passes ... ok"]);

    let (code, text) = run(&[], &[("TESTBRIDGE_TEST_ONLY", "pg_nobody")]);
    assert_eq!(code, Some(1), "{text}");
    has(
        &text,
        &[
            "error: no test is chosen by [\"pg_nobody\"]; the tests are:\ntests::",
            "\ntests::pg_one_passes",
        ],
    );
}

#[test]
fn a_server_that_does_not_start_shows_its_log() {
    let (code, text) = run(&["pg_one_passes"], &[("FAILING_CONF", "1")]);
    assert_eq!(code, Some(101), "{text}");
    let parts = [
        "there is no server for the tests: the server ended at its start",
        "could not access file \"nowhere\"",
    ];
    has(failure(&text, "pg_one_passes"), &parts);
}

#[test]
fn a_plain_test_that_needs_the_server_is_told_what_to_be() {
    let (code, text) = run(
        &["--include-ignored", "a_plain_test_reaches_postgresql"],
        &[],
    );
    assert_ne!(code, Some(0), "{text}");
    has(&text, &["Make it a #[pg_test]"]);
}
