//! `healthcheck`, before, during and after.

use rustix::process::Signal;

use crate::image::{Image, PASSWORD};
use crate::process::{output, until};

fn check(image: &Image) -> Result<String, String> {
    let program = std::env::var_os("PG_ENTRYPOINT").unwrap();
    let program = std::path::absolute(program).unwrap();
    let mut command = image.installation.plain_program(&program);
    command.arg("healthcheck").env("PGDATA", image.pgdata());
    output(command)
}

#[test]
fn it_is_healthy_only_when_users_are_let_in() {
    let image = Image::new();
    let none = format!("no server runs on {}", image.pgdata().display());
    assert_eq!(check(&image), Err(none.clone()));

    image.script("a.sh", "echo it waits; sleep 2\n", 0o644);
    let words = image.server_arguments();
    let words: Vec<_> = words.iter().map(String::as_str).collect();
    let container = image.start(&[PASSWORD], &words);
    until("the script", || {
        image.log().contains("\nit waits\n").then_some(())
    });
    let unfinished = "is still being initialised, or that has failed";
    assert!(check(&image).unwrap_err().ends_with(unfinished));

    let healthy = until("health", || check(&image).ok());
    assert!(
        healthy.ends_with("/.s.PGSQL.5432 - accepting connections"),
        "{healthy}"
    );
    // While it started it refused some; one that is let in writes nothing.
    let written = || image.log().lines().count();
    let before = written();
    check(&image).unwrap();
    image.sql("SELECT 1");
    assert_eq!(written(), before, "{}", image.log());
    assert_eq!(container.stop(Signal::INT).0, 0);
    assert_eq!(check(&image), Err(none));
}

#[test]
fn a_server_that_does_not_answer_is_not() {
    let image = Image::with_database();
    let container = image.serve(&[], &[]);
    let entry = container.pid().to_string();
    let server = crate::process::children(&entry)[0];
    rustix::process::kill_process(server, Signal::STOP).unwrap();
    let text = check(&image).unwrap_err();
    rustix::process::kill_process(server, Signal::CONT).unwrap();
    assert!(text.contains("does not answer"), "{text}");
    assert_eq!(container.stop(Signal::INT).0, 0);
}
