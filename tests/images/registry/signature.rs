//! cosign's verdict on what was pushed.

use crate::layouts::{change_main, copy, index, main_digest};
use crate::server::Server;
use crate::tools::{failure, program, push, stdout};
use std::path::Path;
use std::process::Command;

fn cosign(folder: &Path) -> Command {
    let mut command = program("COSIGN");
    command.current_dir(folder).env("COSIGN_PASSWORD", "");
    command
}

fn verify(folder: &Path, image: &str) -> Command {
    let mut command = cosign(folder);
    command.args([
        "verify",
        "--key",
        "cosign.pub",
        "--insecure-ignore-tlog",
        "--private-infrastructure",
    ]);
    command.args(["--allow-http-registry", image]);
    command
}

#[test]
fn a_signed_index_is_verified_and_a_tampered_one_is_not() {
    let server = Server::start();
    let repository = server.repository("signed");
    let folder = tempfile::tempdir().unwrap();
    stdout(cosign(folder.path()).arg("generate-key-pair"));
    let pushed = stdout(push(&index(), &repository).args(["--tag", "1"]));
    let mut sign = cosign(folder.path());
    sign.args([
        "sign",
        "--key",
        "cosign.key",
        "--tlog-upload=false",
        "--yes",
    ]);
    stdout(sign.args(["--allow-http-registry", &pushed]));

    let verdict = stdout(&mut verify(folder.path(), &format!("{repository}:1")));
    assert!(verdict.contains(&main_digest(&index())), "{verdict}");

    // Another index under the same tag, with the signature of the true one.
    let tampered = copy(&index());
    change_main(tampered.path(), |index| {
        index["annotations"] = serde_json::json!({"harmless": "indeed"});
    });
    stdout(push(tampered.path(), &repository).args(["--tag", "1"]));
    let error = failure(&mut verify(folder.path(), &format!("{repository}:1")));
    assert!(error.contains("no signatures found"), "{error}");
    let signature = |layout: &Path| {
        let digest = main_digest(layout).replace(':', "-");
        format!("{repository}:{digest}.sig")
    };
    let copied = signature(tampered.path());
    stdout(program("CRANE").args(["copy", &signature(&index()), &copied]));
    let error = failure(&mut verify(folder.path(), &format!("{repository}:1")));
    assert!(error.contains("no matching signatures"), "{error}");
}
