//! Programs that the tests run; their paths come from the BUILD file.

use std::path::PathBuf;
use std::process::{Command, Output};

/// The file that a variable of the BUILD file names.
pub fn file(variable: &str) -> PathBuf {
    let path = std::env::var(variable).unwrap_or_else(|_| panic!("{variable} is not set"));
    std::path::absolute(path).unwrap()
}

/// A program without credentials of whoever runs the test.
pub fn program(variable: &str) -> Command {
    let mut command = Command::new(file(variable));
    isolate(&mut command);
    command
}

/// skopeo, started by the loader and libc that are pinned with it.
pub fn skopeo() -> Command {
    let loader = file("LOADER");
    let mut command = Command::new(&loader);
    command.arg("--library-path").arg(loader.parent().unwrap());
    command.arg(file("SKOPEO")).arg("--insecure-policy");
    // Where it unpacks archives; otherwise below /var, which a test may not write to.
    command.arg("--tmpdir").arg(std::env::temp_dir());
    isolate(&mut command);
    command
}

fn isolate(command: &mut Command) {
    let home = std::env::var("TEST_TMPDIR").unwrap_or("/nonexistent".into());
    command.env("HOME", home).env_remove("DOCKER_CONFIG");
}

/// Runs and returns what was printed.
pub fn stdout(command: &mut Command) -> String {
    let output = run(command);
    assert!(output.status.success(), "{command:?}:\n{}", errors(&output));
    String::from_utf8(output.stdout).unwrap().trim().to_owned()
}

/// Runs, and returns what went to stderr of a program that must fail.
pub fn failure(command: &mut Command) -> String {
    let output = run(command);
    let errors = errors(&output);
    assert!(!output.status.success(), "{command:?} succeeded:\n{errors}");
    errors
}

fn run(command: &mut Command) -> Output {
    command
        .output()
        .unwrap_or_else(|error| panic!("{command:?}: {error}"))
}

fn errors(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// `oci_push` of a layout.
pub fn push(layout: &std::path::Path, repository: &str) -> Command {
    let mut command = program("OCI_PUSH");
    command.arg("--client").arg(file("ORAS"));
    command.arg("--layout").arg(layout);
    command.args(["--repository", repository]);
    command
}
