//! `bazel run //:init`, as somebody starts it in a folder.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// The folder of this repository.
pub fn checkout() -> PathBuf {
    tidy::tree::workspace().unwrap_or_else(|error| panic!("{error}"))
}

/// Runs it by somebody in `here`.
pub fn init(here: &Path, arguments: &[&str]) -> Output {
    let start = std::env::current_dir().unwrap();
    let named = |name| start.join(std::env::var_os(name).unwrap_or_else(|| panic!("{name}")));
    let mut command = Command::new(named("INIT"));
    command.arg("--cargo").arg(named("CARGO")).args(arguments);
    command.env("BUILD_WORKSPACE_DIRECTORY", checkout());
    command.env("BUILD_WORKING_DIRECTORY", here);
    // It needs none, and fetches nothing.
    command.env("PATH", "");
    command.output().unwrap()
}

/// What it says, where it succeeds.
pub fn said(here: &Path, arguments: &[&str]) -> String {
    let output = init(here, arguments);
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{}:\n{errors}", output.status);
    String::from_utf8(output.stdout).unwrap()
}
