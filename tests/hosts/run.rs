//! Inputs and processes of the tests here.

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A value that BUILD.bazel hands over.
pub fn input(variable: &str) -> String {
    env::var(variable).unwrap_or_else(|_| panic!("{variable} is not set; run this test with Bazel"))
}

/// The same as a path that holds whatever the working directory is.
pub fn path(variable: &str) -> PathBuf {
    std::path::absolute(input(variable)).unwrap()
}

/// The folder of a sysroot or standard library, given a file below its first `usr` or `lib`.
pub fn root_of(file: &str, top: &str) -> PathBuf {
    let (root, _) = file
        .split_once(&format!("/{top}/"))
        .unwrap_or_else(|| panic!("no /{top}/ in {file}"));
    std::path::absolute(root).unwrap()
}

/// The words that run a program of the foreign machine.
pub fn emulated(program: &Path) -> Vec<PathBuf> {
    let mut words: Vec<_> = ["TARGET_RUN"].map(path).into();
    words.extend([
        "--server".into(),
        path("SERVER"),
        "--".into(),
        program.to_owned(),
    ]);
    words
}

/// Runs to success in the current folder, or panics with what the program said.
pub fn run(words: &[PathBuf], arguments: &[String]) {
    let output = Command::new(&words[0])
        .args(&words[1..])
        .args(arguments)
        .env_remove("RUST_BACKTRACE")
        .output();
    let output = output.unwrap_or_else(|error| panic!("{}: {error}", words[0].display()));
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(
        output.status.success(),
        "{words:?} {arguments:?}: {}\n{said}",
        output.status
    );
}
