//! Credentials and TLS.

use crate::layouts::{attached, main_digest};
use crate::server::Server;
use crate::tools::{failure, file, push, stdout};
use serde_json::json;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use tempfile::TempDir;

/// `user` with the password `secret`; docker-registry takes nothing but bcrypt.
const HTPASSWD: &str = "user:$2b$04$IsD9JZnTn1gm5PXJuvl85.HL88eTsKQ9I1qpMeAmOGE1HMQzJnC9a\n";

fn guarded() -> Server {
    let configuration = "auth: {htpasswd: {realm: test, path: {folder}/htpasswd}}";
    Server::with(configuration, &|folder| {
        fs::write(folder.join("htpasswd"), HTPASSWD).unwrap();
    })
}

/// Docker's configuration with one registry's credentials, base64 of `user:password`.
fn docker_config(content: serde_json::Value) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("config.json"), content.to_string()).unwrap();
    folder
}

fn error_of(server: &Server, config: &Path) -> String {
    let mut command = push(&attached(), &server.repository("first"));
    failure(command.args(["--tag", "1"]).env("DOCKER_CONFIG", config))
}

#[test]
fn wrong_credentials_are_named_and_right_ones_do() {
    let server = guarded();
    let nobody = docker_config(json!({}));
    let error = error_of(&server, nobody.path());
    let wanted = format!("{} refuses the push: ", server.address);
    assert!(error.contains(&wanted), "{error}");
    assert!(
        error.contains(&format!("docker login {}", server.address)),
        "{error}"
    );

    // user:wrong
    let wrong = docker_config(json!({"auths": {&server.address: {"auth": "dXNlcjp3cm9uZw=="}}}));
    let error = error_of(&server, wrong.path());
    assert!(error.contains(&wanted), "{error}");
    assert!(error.contains("401"), "{error}");
    assert!(!error.contains("wrong"), "the password is in: {error}");

    // user:secret
    let right = docker_config(json!({"auths": {&server.address: {"auth": "dXNlcjpzZWNyZXQ="}}}));
    let mut command = push(&attached(), &server.repository("first"));
    let printed = stdout(
        command
            .args(["--tag", "1"])
            .env("DOCKER_CONFIG", right.path()),
    );
    assert!(printed.ends_with(&main_digest(&attached())), "{printed}");
}

#[test]
fn a_credential_helper_is_asked() {
    let server = guarded();
    let config = docker_config(json!({"credHelpers": {&server.address: "test"}}));
    let helper = config.path().join("docker-credential-test");
    let path = format!("{}:/usr/bin:/bin", config.path().display());
    let script = |text: &str| {
        fs::write(&helper, format!("#!/bin/sh\nread server\n{text}\n")).unwrap();
        fs::set_permissions(&helper, fs::Permissions::from_mode(0o755)).unwrap();
    };
    let attempt = || {
        let mut command = push(&attached(), &server.repository("first"));
        command
            .args(["--tag", "1"])
            .env("DOCKER_CONFIG", config.path())
            .env("PATH", &path);
        command
    };

    script("echo helper is out of order >&2; exit 1");
    let error = failure(&mut attempt());
    assert!(error.contains("helper is out of order"), "{error}");

    script(r#"echo "{\"ServerURL\":\"$server\",\"Username\":\"user\",\"Secret\":\"secret\"}""#);
    stdout(&mut attempt());
}

#[test]
fn a_helper_that_is_absent_matters_only_where_credentials_are_asked_for() {
    for field in ["credsStore", "credHelpers"] {
        let attempt = |server: &Server| {
            let config = match field {
                "credsStore" => docker_config(json!({"credsStore": "absent"})),
                _ => docker_config(json!({"credHelpers": {&server.address: "absent"}})),
            };
            let mut command = push(&attached(), &server.repository("first"));
            command.args(["--tag", "1"]);
            let output = command
                .env("DOCKER_CONFIG", config.path())
                .output()
                .unwrap();
            let log = String::from_utf8(output.stderr).unwrap();
            let warning = format!(
                "warning: {}/config.json says that docker-credential-absent knows the credentials \
                 of {}, and there is no such program in PATH",
                config.path().display(),
                server.address
            );
            assert!(log.contains(&warning), "{log}");
            (output.status.success(), log)
        };
        let open = Server::start();
        assert!(attempt(&open).0);
        assert_eq!(open.digest("first", "1"), main_digest(&attached()));

        let (pushed, log) = attempt(&guarded());
        assert!(!pushed && log.contains("refuses the push"), "{log}");
    }
}

#[test]
fn tls_trusts_the_machines_authorities_only() {
    let tls = file("TLS").parent().unwrap().to_owned();
    let configuration = format!(
        "  tls: {{certificate: {0}/server.pem, key: {0}/server.key}}",
        tls.display()
    );
    let server = Server::with(&configuration, &|_| {});
    let attempt = |bundle: &str| {
        let mut command = push(&attached(), &server.repository("first"));
        command
            .args(["--tls", "--tag", "1"])
            .env("SSL_CERT_FILE", tls.join(bundle));
        command
    };
    let error = failure(&mut attempt("other.pem"));
    assert!(error.contains("unknown authority"), "{error}");
    let printed = stdout(&mut attempt("ca.pem"));
    assert!(printed.ends_with(&main_digest(&attached())), "{printed}");
}
