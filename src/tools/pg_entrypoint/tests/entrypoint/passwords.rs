//! Who is let in.

use std::fs;

use crate::image::Image;
use crate::proxy;

/// Starts a server with network; returns what a client from elsewhere gets with each of
/// the passwords.
fn tries(
    variables: &[(&str, &str)],
    user: &str,
    passwords: &[&str],
) -> Vec<Result<String, String>> {
    let image = Image::new();
    let port = proxy::free_port();
    let listen = [
        "-c",
        "listen_addresses=127.0.0.1",
        "-c",
        &format!("port={port}"),
    ];
    let _container = image.serve(variables, &listen);
    let elsewhere = proxy::to(port);
    let attempt = |password: &&str| {
        let target = format!(
            "host=127.0.0.1 port={elsewhere} user={user} dbname=postgres password='{password}'"
        );
        image.sql_as(&["-d", &target], "SELECT current_user, inet_client_addr()")
    };
    passwords.iter().map(attempt).collect()
}

#[test]
fn the_password_is_asked_for_by_network() {
    let variables = [("POSTGRES_PASSWORD", "s3 cret"), ("POSTGRES_USER", "ann")];
    let answers = tries(&variables, "ann", &["s3 cret", "wrong", ""]);
    assert_eq!(answers[0].as_deref(), Ok("ann|127.0.0.5"));
    let wrong = answers[1].as_ref().unwrap_err();
    assert!(
        wrong.contains("password authentication failed for user \"ann\""),
        "{wrong}"
    );
    let none = answers[2].as_ref().unwrap_err();
    assert!(none.contains("no password supplied"), "{none}");
}

#[test]
fn trust_lets_everybody_in_and_is_warned_of() {
    let variables = [("POSTGRES_HOST_AUTH_METHOD", "trust")];
    let answers = tries(&variables, "postgres", &[""]);
    assert_eq!(answers[0].as_deref(), Ok("postgres|127.0.0.5"));
}

#[test]
fn a_password_comes_from_a_file_and_stays_out_of_the_environment() {
    let image = Image::new();
    let secret = image.path("secret");
    fs::write(&secret, "from-file\n").unwrap();
    let file = secret.display().to_string();
    image.script("a.sh", "test \"$POSTGRES_PASSWORD\" = from-file\n", 0o644);
    let args = "--no-sync --locale=C --auth-local=scram-sha-256 --set 'work_mem=5 MB'";
    let variables = [
        ("POSTGRES_PASSWORD_FILE", &*file),
        ("POSTGRES_INITDB_ARGS", args),
    ];
    let container = image.serve(&variables, &[]);
    let right = ["-d", "user=postgres password=from-file dbname=postgres"];
    assert_eq!(image.sql_as(&right, "SHOW work_mem").unwrap(), "5MB");
    let wrong = image.sql_as(
        &["-d", "user=postgres password=x dbname=postgres"],
        "SELECT 1",
    );
    assert!(wrong
        .unwrap_err()
        .contains("password authentication failed"));
    let environment = fs::read(format!("/proc/{}/environ", container.pid())).unwrap();
    let environment = String::from_utf8_lossy(&environment);
    assert!(!environment.contains("from-file"), "{environment}");
}

#[test]
fn without_a_password_nothing_is_made() {
    for variables in [&[][..], &[("POSTGRES_PASSWORD", "")]] {
        let image = Image::new();
        assert_eq!(image.start(variables, &["postgres"]).wait(), 1);
        let log = image.log();
        assert!(
            log.contains("no password for its superuser: set POSTGRES_PASSWORD"),
            "{log}"
        );
        assert!(!image.pgdata().exists());
    }
}

#[test]
fn a_variable_given_twice_is_an_error() {
    let image = Image::new();
    let variables = [("POSTGRES_PASSWORD", "x"), ("POSTGRES_PASSWORD_FILE", "/x")];
    assert_eq!(image.start(&variables, &["postgres"]).wait(), 1);
    let log = image.log();
    assert!(
        log.contains("both POSTGRES_PASSWORD and POSTGRES_PASSWORD_FILE are set"),
        "{log}"
    );
    assert!(!image.pgdata().exists());
}
