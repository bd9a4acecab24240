//! `bazel run <extension>.psql`: psql's arguments, input and exit code; data that is kept; Ctrl-C on
//! a real terminal.
//!
//! `PSQL` names the target's program.

mod terminal;

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use rustix::process::{kill_process, Pid, Signal};
use tempfile::TempDir;
use terminal::Terminal;

/// The program as `bazel run` starts it by somebody in `folder`, without their ~/.psqlrc.
fn psql(folder: &Path) -> Command {
    let program = PathBuf::from(std::env::var_os("PSQL").expect("PSQL"));
    let mut command = Command::new(std::env::current_dir().unwrap().join(program));
    command.env("BUILD_WORKING_DIRECTORY", folder);
    // Would choose another server, if psql saw it.
    command.env("PGHOST", "/nowhere");
    command
}

fn run(folder: &Path, arguments: &[&str], input: &str) -> Output {
    let mut command = psql(folder);
    command.args(arguments).stdin(Stdio::piped());
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    // psql with -c doesn't read it.
    let _not_read = child.stdin.take().unwrap().write_all(input.as_bytes());
    child.wait_with_output().unwrap()
}

/// What it prints, where it succeeds.
fn said(folder: &Path, arguments: &[&str], input: &str) -> String {
    let output = run(folder, arguments, input);
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{}:\n{errors}", output.status);
    String::from_utf8(output.stdout).unwrap()
}

fn folder() -> TempDir {
    tempfile::tempdir().unwrap()
}

/// What a server says of data that needs nothing done to it, and of other data.
fn assert_in_order(data: &Path) {
    let log = fs::read_to_string(data.join("server.log")).unwrap();
    assert!(log.contains("database system was shut down at"), "{log}");
    for trouble in ["interrupted", "not properly shut down", "recovery"] {
        assert!(!log.contains(trouble), "{log}");
    }
}

#[test]
fn arguments_are_psqls_and_so_is_the_exit_code() {
    let here = folder();
    fs::write(here.path().join("mine.sql"), "SELECT 'from a file';\n").unwrap();
    let query = "SELECT extname FROM pg_extension WHERE extname <> 'plpgsql'";
    let arguments = ["-X", "-A", "-t", "-c", query, "-f", "mine.sql"];
    assert_eq!(said(here.path(), &arguments, ""), "sketches\nfrom a file\n");
    let failed = run(here.path(), &["-X", "-c", "SELECT 1/0"], "");
    assert_eq!(failed.status.code(), Some(1), "{failed:?}");
    let stop = ["-X", "-v", "ON_ERROR_STOP=1"];
    let failed = run(here.path(), &stop, "SELECT 1/0;\n");
    assert_eq!(failed.status.code(), Some(3), "{failed:?}");
}

#[test]
fn data_is_kept_and_left_in_order() {
    let here = folder();
    let kept = here.path().join("kept");
    let arguments = ["--data=kept", "-X", "-q", "-A", "-t"];
    let input = "CREATE TABLE kept AS SELECT 'as before' AS it;\n\\echo done\n";
    assert_eq!(said(here.path(), &arguments, input), "done\n");
    let input = "SELECT it FROM kept;\n";
    assert_eq!(said(here.path(), &arguments, input), "as before\n");
    assert_in_order(&kept);
    // The folder is the user's own.
    fs::remove_dir_all(kept).unwrap();
}

#[test]
fn data_is_left_in_order_where_the_program_is_told_to_end() {
    let here = folder();
    let arguments = ["--data=kept", "-X", "-q", "-A", "-t"];
    let mut command = psql(here.path());
    command.args(arguments).stdin(Stdio::piped());
    let mut child = command.stdout(Stdio::piped()).spawn().unwrap();
    let mut input = child.stdin.take().unwrap();
    input
        .write_all(b"CREATE TABLE kept (it int);\n\\echo done\n")
        .unwrap();
    let mut line = String::new();
    let mut output = BufReader::new(child.stdout.take().unwrap());
    output.read_line(&mut line).unwrap();
    assert_eq!(line, "done\n");
    kill_process(Pid::from_child(&child), Signal::TERM).unwrap();
    assert_eq!(child.wait().unwrap().code(), Some(128 + 15));
    let input = "SELECT count(*) FROM kept;\n";
    assert_eq!(said(here.path(), &arguments, input), "0\n");
    assert_in_order(&here.path().join("kept"));
}

#[test]
fn data_that_another_server_has_is_refused() {
    let here = folder();
    let mut terminal = Terminal::start(psql(here.path()).args(["--data=kept", "-X"]));
    terminal.wait_for("sketches=#");
    let second = run(here.path(), &["--data=kept", "-X", "-c", "SELECT 1"], "");
    let text = String::from_utf8_lossy(&second.stderr);
    assert_eq!(second.status.code(), Some(1), "{text}");
    assert!(text.contains("\"postmaster.pid\" already exists"), "{text}");
    terminal.write("SELECT 'first' || ' is well';\n");
    terminal.wait_for("first is well");
    terminal.write("\\q\n");
    assert_eq!(terminal.exit_code(), Some(0));
}

#[test]
fn an_interrupt_cancels_a_query_and_the_session_goes_on() {
    let here = folder();
    let mut terminal = Terminal::start(psql(here.path()).arg("-X"));
    terminal.wait_for("; the data is gone at the end");
    terminal.wait_for("sketches=#");
    // At the prompt it has nothing to cancel. What was typed and not read yet, the kernel forgets: so
    // each Ctrl-C comes when all was read, and what follows it when the prompt is back.
    terminal.write("\x03");
    terminal.wait_for("sketches=#");
    terminal.write("DO $$BEGIN RAISE NOTICE 'be%', 'gun'; PERFORM pg_sleep(600); END$$;\n");
    terminal.wait_for("begun");
    terminal.write_until("\x03", "canceling statement due to user request");
    terminal.wait_for("sketches=#");
    terminal.write("SELECT 'still' || ' here';\n");
    terminal.wait_for("still here");
    terminal.write("\\q\n");
    assert_eq!(terminal.exit_code(), Some(0));
}
