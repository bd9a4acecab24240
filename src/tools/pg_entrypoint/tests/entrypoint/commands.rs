//! What else a container can be started with, and as whom.

use crate::image::Image;

#[test]
fn another_command_becomes_process_1() {
    let image = Image::new();
    let status = image
        .start(&[], &["sh", "-c", "echo I am $$; exit 42"])
        .wait();
    assert_eq!((status, &*image.log()), (42, "I am 1\n"));
    assert!(!image.pgdata().exists());
}

#[test]
fn a_command_that_is_not_there_is_told() {
    let image = Image::new();
    assert_eq!(image.start(&[], &["no-such-program"]).wait(), 1);
    let log = image.log();
    let start = "pg_entrypoint: error: the command: cannot start no-such-program: No such file";
    assert!(log.starts_with(start), "{log}");
}

#[test]
fn the_version_needs_no_database() {
    let image = Image::new();
    for arguments in [&["--version"][..], &["postgres", "-V"]] {
        assert_eq!(image.start(&[], arguments).wait(), 0, "{}", image.log());
        assert!(
            image.log().starts_with("postgres (PostgreSQL) "),
            "{}",
            image.log()
        );
    }
    assert!(!image.pgdata().exists());
}

/// Root of a user namespace with no other uid: who can't become the image's user is told
/// so, and PostgreSQL isn't started as root.
#[test]
fn root_without_the_right_to_step_down_is_told() {
    let image = Image::new();
    let variables = [("POSTGRES_PASSWORD", "x")];
    assert_eq!(
        image
            .start_with(&["--root"], &variables, &["postgres"])
            .wait(),
        1
    );
    let log = image.log();
    assert!(
        log.contains("to `postgres` (uid 1000): Invalid argument"),
        "{log}"
    );
    assert!(
        log.contains("start it as the user that the volume belongs to"),
        "{log}"
    );
    assert!(!image.pgdata().join("PG_VERSION").exists());
}
