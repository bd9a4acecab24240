//! Pushes that cosign signs, and cosign's verdict on what is there then.

use crate::layouts::{attached, change_main, copy, index, main_digest};
use crate::server::Server;
use crate::tools::{failure, program, push, stdout};
use oci::layout::Layout;
use std::path::Path;
use std::process::Command;
use tempfile::TempDir;

/// There is no way from a test to the log.
const NO_LOG: &str = "--sign-flag=--tlog-upload=false";

/// A folder with `cosign.key` and `cosign.pub`.
fn keys(password: &str) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let mut cosign = program("COSIGN");
    cosign
        .current_dir(folder.path())
        .env("COSIGN_PASSWORD", password);
    stdout(cosign.arg("generate-key-pair"));
    folder
}

/// A push with the key of a folder; cosign is that of `COSIGN`, which the test itself has.
fn signed_push(layout: &Path, repository: &str, keys: &Path, password: &str) -> Command {
    let mut command = push(layout, repository);
    command.arg("--sign-key").arg(keys.join("cosign.key"));
    command.args([NO_LOG, "--tag", "1"]);
    command.env("COSIGN_PASSWORD", password);
    command
}

fn verify(keys: &Path, image: &str) -> Command {
    let mut command = program("COSIGN");
    command.current_dir(keys);
    command.args(["verify", "--key", "cosign.pub", "--insecure-ignore-tlog"]);
    command.args(["--private-infrastructure", "--allow-http-registry", image]);
    command
}

#[test]
fn all_of_a_signed_push_is_verified() {
    let server = Server::start();
    let repository = server.repository("signed");
    let keys = keys("secret");
    // Twice: what is signed already can be signed again.
    for _ in 0..2 {
        let printed = stdout(&mut signed_push(
            &index(),
            &repository,
            keys.path(),
            "secret",
        ));
        assert_eq!(printed, format!("{repository}@{}", main_digest(&index())));
    }

    let verdict = stdout(&mut verify(keys.path(), &format!("{repository}:1")));
    assert!(verdict.contains(&main_digest(&index())), "{verdict}");
    // Each platform's image and the document attached to it, too.
    let layout = Layout::open(&index()).unwrap();
    let images = layout.images().unwrap();
    let images = images.iter().map(|image| image.descriptor.digest());
    let attached = layout.attachments().map(|entry| entry.digest());
    let digests: Vec<_> = images.chain(attached).collect();
    assert!(digests.len() >= 4, "{digests:?}");
    for digest in digests {
        let verdict = stdout(&mut verify(keys.path(), &format!("{repository}@{digest}")));
        assert!(verdict.contains(&digest.to_string()), "{verdict}");
    }
}

#[test]
fn what_another_puts_in_its_place_is_not_verified() {
    let server = Server::start();
    let repository = server.repository("signed");
    let keys = keys("");
    stdout(&mut signed_push(&index(), &repository, keys.path(), ""));
    let image = format!("{repository}:1");
    stdout(&mut verify(keys.path(), &image));

    // Another index under the same tag, with the signature of the true one.
    let tampered = copy(&index());
    change_main(tampered.path(), |index| {
        index["annotations"] = serde_json::json!({"harmless": "indeed"});
    });
    stdout(push(tampered.path(), &repository).args(["--tag", "1"]));
    let error = failure(&mut verify(keys.path(), &image));
    assert!(error.contains("no signatures found"), "{error}");
    let signature = |layout: &Path| {
        let digest = main_digest(layout).replace(':', "-");
        format!("{repository}:{digest}.sig")
    };
    let copied = signature(tampered.path());
    stdout(program("CRANE").args(["copy", &signature(&index()), &copied]));
    let error = failure(&mut verify(keys.path(), &image));
    assert!(error.contains("no matching signatures"), "{error}");

    // One that another key signed.
    let others = self::keys("");
    stdout(&mut signed_push(
        tampered.path(),
        &repository,
        others.path(),
        "",
    ));
    stdout(&mut verify(others.path(), &image));
    let error = failure(&mut verify(keys.path(), &image));
    assert!(error.contains("no matching signatures"), "{error}");
}

#[test]
fn a_signer_that_fails_leaves_no_tag_and_moves_none() {
    let server = Server::start();
    let repository = server.repository("unsigned");
    let keys = keys("secret");
    let attempt = |layout: &Path| {
        let error = failure(&mut signed_push(layout, &repository, keys.path(), "wrong"));
        assert!(error.contains("decrypt"), "{error}");
        let cosign = std::env::var("COSIGN").unwrap();
        let wanted = format!(
            "oci_push: {repository} is not signed: {cosign} ended with exit status: 1, for the \
             reason that it printed above. No tag was changed. Where it speaks of decryption, \
             COSIGN_PASSWORD is not the key's;"
        );
        assert!(error.contains(&wanted), "{error}");
    };
    attempt(&index());
    assert_eq!(server.given_tags("unsigned"), [""; 0]);

    stdout(&mut signed_push(
        &index(),
        &repository,
        keys.path(),
        "secret",
    ));
    attempt(&attached());
    assert_eq!(server.digest("unsigned", "1"), main_digest(&index()));
}

#[test]
fn without_program_or_key_nothing_is_sent() {
    let server = Server::start();
    let repository = server.repository("nothing");
    let keys = keys("");
    let mut command = signed_push(&index(), &repository, keys.path(), "");
    let error = failure(command.env_remove("COSIGN").env("PATH", "/nowhere"));
    let wanted = "cannot sign: there is no program `cosign` in PATH; install cosign, or say where";
    assert!(error.contains(wanted), "{error}");

    std::fs::remove_file(keys.path().join("cosign.key")).unwrap();
    let mut command = signed_push(&index(), &repository, keys.path(), "");
    let error = failure(&mut command);
    let wanted = format!("there is no key {}/cosign.key.", keys.path().display());
    assert!(error.contains(&wanted), "{error}");

    // Not even a repository, which begins with its first blob.
    let data = server.folder.path().join("data");
    assert!(!data.exists() || std::fs::read_dir(data).unwrap().next().is_none());
}

#[test]
fn the_push_target_finds_its_signer_and_the_users_key() {
    let server = Server::start();
    let repository = server.repository("team/rule");
    let keys = keys("");
    let mut command = program("PUSH_SIGNING");
    // As `bazel run` starts it: somewhere else than where the user is.
    command.env("BUILD_WORKING_DIRECTORY", keys.path());
    command.env_remove("COSIGN").env("COSIGN_PASSWORD", "");
    command.args(["--sign-key=cosign.key", NO_LOG, "--tag=1"]);
    stdout(command.arg(format!("--repository={repository}")));
    stdout(&mut verify(keys.path(), &format!("{repository}:1")));
}
