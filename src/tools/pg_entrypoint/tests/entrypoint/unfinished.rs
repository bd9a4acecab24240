//! Initialisations that don't come to their end.

use std::fs;

use pg_entrypoint::datadir::MARKER;
use rustix::process::Signal;

use crate::container::Container;
use crate::image::{Image, PASSWORD};
use crate::process::until;

/// A container whose initialisation waits in a script.
fn waiting(image: &Image) -> Container<'_> {
    image.script("a.sh", "echo it waits; sleep 600; echo it goes on\n", 0o644);
    let words = image.server_arguments();
    let words: Vec<_> = words.iter().map(String::as_str).collect();
    let container = image.start(&[PASSWORD], &words);
    until("the script", || {
        image.log().contains("\nit waits\n").then_some(())
    });
    container
}

fn refused(image: &Image) {
    assert_eq!(image.start(&[PASSWORD], &[]).wait(), 1);
    let log = image.log();
    assert!(log.contains("initialisation that did not finish"), "{log}");
    assert!(log.contains("-mindepth 1 -delete"), "{log}");
}

#[test]
fn a_signal_ends_script_and_server() {
    let image = Image::new();
    let (status, took) = waiting(&image).stop(Signal::TERM);
    let log = image.log();
    assert_eq!(status, 143, "{log}");
    assert!(took.as_secs() < 60, "it sleeps for 600: {took:?}: {log}");
    assert!(
        log.contains("ended by signal 15 before the initialisation was finished"),
        "{log}"
    );
    assert!(log.contains("database system is shut down"), "{log}");
    assert!(!log.contains("it goes on"), "{log}");
    refused(&image);
    image.clear();
    image.script("a.sh", "", 0o644);
    assert_eq!(image.serve(&[PASSWORD], &[]).stop(Signal::INT).0, 0);
}

#[test]
fn a_power_failure_leaves_the_mark() {
    let image = Image::new();
    waiting(&image).destroy();
    refused(&image);
}

#[test]
fn a_failing_initdb_leaves_the_folder_empty() {
    let image = Image::new();
    let variables = [PASSWORD, ("POSTGRES_INITDB_ARGS", "--no-such-option")];
    assert_eq!(image.start(&variables, &[]).wait(), 1);
    let log = image.log();
    assert!(
        log.contains("unrecognized option '--no-such-option'"),
        "{log}"
    );
    assert!(log.contains("initdb failed (exit status: 1)"), "{log}");
    assert_eq!(fs::read_dir(image.pgdata()).unwrap().count(), 0);
    assert_eq!(image.serve(&[PASSWORD], &[]).stop(Signal::INT).0, 0);
    assert!(!image.pgdata().join(MARKER).exists());
}

#[test]
fn a_server_that_does_not_start_is_told() {
    let image = Image::new();
    let wrong = ["-c", "shared_preload_libraries=nowhere"];
    assert_eq!(image.start(&[PASSWORD], &wrong).wait(), 1);
    let log = image.log();
    assert!(log.contains("could not access file \"nowhere\""), "{log}");
    assert!(log.contains("the server ended at its start"), "{log}");
    refused(&image);
}

#[test]
fn a_folder_of_something_else_is_left_alone() {
    let image = Image::new();
    fs::create_dir_all(image.pgdata().join("lost+found")).unwrap();
    assert_eq!(image.start(&[PASSWORD], &[]).wait(), 1);
    let log = image.log();
    assert!(log.contains("holds lost+found, but no database"), "{log}");
}

#[test]
fn the_write_ahead_log_goes_where_it_is_wanted() {
    let image = Image::new();
    let wal = image.path("wal").display().to_string();
    let variables = [PASSWORD, ("POSTGRES_INITDB_WALDIR", &*wal)];
    let container = image.serve(&variables, &[]);
    let link = fs::read_link(image.pgdata().join("pg_wal")).unwrap();
    assert_eq!(link, image.path("wal"));
    image.sql("CREATE TABLE t (); CHECKPOINT");
    assert_eq!(container.stop(Signal::INT).0, 0);
}
