//! The harness against a real server, the way tests use it, and broken on purpose.
//!
//! `PG_HARNESS_SERVER` names the server's description, `PG_SQL_TEST` the program.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use pg_harness::cases::{Case, Setup};
use pg_harness::regress::{self, Verdict};
use pg_harness::{proof, reaper, report, Error, Extras, Server, ServerSpec};
use rustix::process::{getpid, kill_process, Pid, Signal};

fn required(name: &str) -> PathBuf {
    let value = std::env::var_os(name).unwrap_or_else(|| panic!("{name} is not set"));
    PathBuf::from(value)
}

fn start(settings: &[&str]) -> Result<Server, Error> {
    let extras = Extras {
        settings: settings.iter().map(|s| s.to_string()).collect(),
        ..Extras::default()
    };
    Server::start(ServerSpec::load(&required("PG_HARNESS_SERVER"))?, &extras)
}

fn case(dir: &Path, sql: &str, expected: &str) -> Case {
    let (sql_file, out) = (dir.join("t.sql"), dir.join("t.out"));
    fs::write(&sql_file, sql).unwrap();
    fs::write(&out, expected).unwrap();
    Case {
        name: "t".into(),
        sql: sql_file,
        setup: None,
        expected: vec![out],
    }
}

#[test]
fn sql_is_compared_byte_by_byte() {
    let server = start(&[]).unwrap();
    let lines = proof::gather(&server).unwrap().lines.join("\n");
    assert!(lines.contains("version(): PostgreSQL"), "{lines}");

    let dir = tempfile::tempdir().unwrap();
    let good = "SELECT 1/0;\nERROR:  division by zero\n\\echo ä\nä\n";
    let sql = "SELECT 1/0;\n\\echo ä\n";
    let outcome = regress::run(&server, &case(dir.path(), sql, good), &[]);
    assert_eq!(outcome.verdict, Verdict::Same, "{outcome:?}");

    let bad = good.replace("division", "multiplication");
    let outcome = regress::run(&server, &case(dir.path(), sql, &bad), &["hstore".into()]);
    let text = report::describe(&outcome, "RENEW");
    let wanted = "-ERROR:  multiplication by zero\n+ERROR:  division by zero\n";
    assert!(text.contains(wanted) && text.ends_with(": RENEW"), "{text}");
}

#[test]
fn setup_prepares_each_database() {
    let server = start(&[]).unwrap();
    let dir = tempfile::tempdir().unwrap();
    let setup = dir.path().join("setup.sql");
    fs::write(&setup, "CREATE TABLE t AS SELECT 7 AS a;\n").unwrap();
    let shown = "DELETE FROM t RETURNING a;\n a \n---\n 7\n(1 row)\n\n";
    let mut case = case(dir.path(), "DELETE FROM t RETURNING a;\n", shown);
    case.setup = Some(Setup {
        sql: setup.clone(),
        compared: true,
    });
    for _ in 0..2 {
        let outcome = regress::run(&server, &case, &[]);
        assert_eq!(outcome.verdict, Verdict::Same, "{outcome:?}");
    }
    fs::write(&setup, "SELECT pg_terminate_backend(pg_backend_pid());\n").unwrap();
    let outcome = regress::run(&server, &case, &[]);
    let Verdict::Broken(why) = &outcome.verdict else {
        panic!("{outcome:?}");
    };
    assert!(
        why.contains("psql ended setup.sql with exit status: 2"),
        "{why}"
    );
}

#[test]
fn a_lost_connection_is_a_failure() {
    let server = start(&[]).unwrap();
    let dir = tempfile::tempdir().unwrap();
    let sql = "SELECT pg_terminate_backend(pg_backend_pid());\n";
    let outcome = regress::run(&server, &case(dir.path(), sql, ""), &[]);
    let Verdict::Broken(why) = &outcome.verdict else {
        panic!("{outcome:?}");
    };
    assert!(
        why.contains("psql ended t.sql with exit status: 2"),
        "{why}"
    );
    assert!(
        server.log().contains("terminating connection"),
        "{}",
        server.log()
    );
}

#[test]
fn a_server_that_dies_at_its_start_shows_its_log() {
    let error = start(&["shared_preload_libraries=nowhere"]).unwrap_err();
    let text = error.to_string();
    assert!(text.contains("ended at its start"), "{text}");
    assert!(text.contains("could not access file \"nowhere\""), "{text}");
}

#[test]
fn a_panic_leaves_nothing_behind() {
    let seen = std::thread::spawn(|| {
        let server = start(&[]).unwrap();
        let work = server.installation.work.path().to_path_buf();
        let seen = (server.pid(), work);
        let caught = std::panic::catch_unwind(std::panic::AssertUnwindSafe(move || {
            let _dropped_by_unwinding = server;
            panic!("on purpose");
        }));
        assert!(caught.is_err());
        seen
    });
    let (pid, work) = seen.join().unwrap();
    assert!(!reaper::descendants(getpid()).contains(&pid));
    assert!(!work.exists());
}

/// Runs the program on SQL that sleeps, sends it a signal meanwhile, and returns
/// its exit code and what is left of its processes and files.
fn interrupted(signal: Signal) -> (Option<i32>, usize, usize) {
    let dir = tempfile::Builder::new()
        .prefix("h")
        .tempdir_in("/tmp")
        .unwrap();
    let sql = dir.path().join("sleep.sql");
    fs::write(&sql, "SELECT pg_sleep(300);\n").unwrap();
    let tmp = dir.path().join("t");
    fs::create_dir(&tmp).unwrap();
    let mut program = Command::new(required("PG_SQL_TEST"));
    program.arg("--server").arg(required("PG_HARNESS_SERVER"));
    program.arg("--sql").arg(&sql).env("TEST_TMPDIR", &tmp);
    let mut child = program
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let pid = Pid::from_child(&child);
    let start = Instant::now();
    // The program, and below it postmaster, four helpers, a backend and psql.
    while reaper::descendants(pid).len() < 6 {
        assert!(start.elapsed() < Duration::from_secs(300), "never began");
        std::thread::sleep(Duration::from_millis(20));
    }
    let below = reaper::descendants(pid);
    kill_process(pid, signal).unwrap();
    let code = child.wait().unwrap().code();
    let living = |p: &&Pid| Path::new(&format!("/proc/{}", p.as_raw_nonzero())).exists();
    let end = Instant::now();
    while below.iter().any(|p| living(&p)) && end.elapsed() < Duration::from_secs(30) {
        std::thread::sleep(Duration::from_millis(20));
    }
    let left = fs::read_dir(&tmp).unwrap().count();
    (code, below.iter().filter(living).count(), left)
}

#[test]
fn sigterm_ends_everything() {
    assert_eq!(interrupted(Signal::TERM), (Some(143), 0, 0));
}

#[test]
fn even_sigkill_leaves_no_process() {
    let (code, processes, _files_stay) = interrupted(Signal::KILL);
    assert_eq!((code, processes), (None, 0));
}
