//! The duties of process 1.

use std::fs;
use std::time::Duration;

use rustix::process::Signal;

use crate::image::Image;
use crate::process::{children, fields, until};

/// How long an end may take on a busy machine. On an idle one it takes 0.1 s, and Docker
/// allows 10 s from its signal to SIGKILL.
const IN_TIME: Duration = Duration::from_secs(60);

#[test]
fn each_signal_is_postgresqls_own_shutdown() {
    let image = Image::with_database();
    let rows = [
        (Signal::TERM, "received smart shutdown request"),
        (Signal::INT, "received fast shutdown request"),
        (Signal::QUIT, "received immediate shutdown request"),
    ];
    for (signal, text) in rows {
        let container = image.serve(&[], &[]);
        image.sql("CREATE TABLE IF NOT EXISTS kept (); CHECKPOINT");
        let (status, took) = container.stop(signal);
        let log = image.log();
        assert!(log.contains(text), "{log}");
        assert!(took < IN_TIME, "{signal:?}: {took:?}");
        assert_eq!(status, 0, "{log}");
        let clean = log.contains("database system is shut down");
        assert!(clean, "{log}");
    }
}

#[test]
fn a_client_does_not_hold_up_a_fast_shutdown() {
    let image = Image::with_database();
    let container = image.serve(&[], &[]);
    let sleeper = std::thread::scope(|scope| {
        let sleep = || image.sql_as(&["-U", "postgres"], "SELECT pg_sleep(300)");
        let sleeper = scope.spawn(sleep);
        let count = "SELECT count(*) FROM pg_stat_activity WHERE query ~ '^SELECT pg_sleep'";
        until("the client", || (image.sql(count) == "1").then_some(()));
        let (status, took) = container.stop(Signal::INT);
        assert_eq!(status, 0, "{}", image.log());
        assert!(took < IN_TIME, "{took:?}");
        sleeper.join().unwrap()
    });
    let text = sleeper.unwrap_err();
    assert!(
        text.contains("terminating connection due to administrator command"),
        "{text}"
    );
}

#[test]
fn sighup_reloads_the_configuration() {
    let image = Image::with_database();
    let container = image.serve(&[], &[]);
    fs::write(
        image.pgdata().join("postgresql.auto.conf"),
        "work_mem = '9MB'\n",
    )
    .unwrap();
    container.kill(Signal::HUP);
    until("the new value", || {
        (image.sql("SHOW work_mem") == "9MB").then_some(())
    });
    assert_eq!(container.stop(Signal::INT).0, 0);
}

#[test]
fn orphans_are_reaped() {
    let image = Image::with_database();
    let container = image.serve(&[], &[]);
    let pid = container.pid().to_string();
    // Each shell leaves a child that ends later and then belongs to process 1.
    // No row is written, which a shell that has ended could not read.
    let orphan = "COPY (SELECT WHERE false) TO PROGRAM '(sleep 0.3; echo ended >>orphans) >/dev/null 2>&1 &'";
    for _ in 0..5 {
        image.sql(orphan);
    }
    let ended = image.pgdata().join("orphans");
    until("the orphans' end", || {
        let text = fs::read_to_string(&ended).unwrap_or_default();
        (text.lines().count() == 5).then_some(())
    });
    let zombies = || {
        let stat = |pid| fs::read_to_string(format!("/proc/{pid}/stat")).unwrap_or_default();
        let dead = |stat: &String| fields(stat).next() == Some("Z");
        children(&pid).into_iter().map(stat).filter(dead).count()
    };
    until("no zombie", || (zombies() == 0).then_some(()));
    assert_eq!(children(&pid).len(), 1, "the postmaster alone");
    let log = image.log();
    assert!(!log.contains("terminating any other active"), "{log}");
    assert_eq!(container.stop(Signal::INT).0, 0);
}

#[test]
fn a_server_that_is_killed_gives_its_status() {
    let image = Image::with_database();
    let mut container = image.serve(&[], &[]);
    let server = children(&container.pid().to_string())[0];
    rustix::process::kill_process(server, Signal::KILL).unwrap();
    assert_eq!(container.wait(), 137);
}
