//! All Starlark of the tree, through the buildifier that somebody names. `.buildifier.json` leaves one
//! warning out: what declares the targets of all rows takes no name.

use std::process::Command;

use crate::tree::{workspace, Tree};

/// The flag that names the program; without it the test is skipped.
const FLAG: &str = "--//tests/tidy:buildifier=<path>";

/// Runs `program` over every Starlark file, to check format and warnings.
///
/// # Errors
/// Where there is no workspace or no such program; and what it says, with the command that mends
/// the format.
pub fn buildifier(program: &str) -> Result<(), String> {
    let tree = Tree::of_workspace()?;
    let starlark = tree
        .files
        .iter()
        .filter(|file| matches!(file.extension(), "bzl" | "bazel" | "BUILD"));
    let done = Command::new(program)
        .args(["-mode=check", "-lint=warn"])
        .args(starlark.map(|file| &file.path))
        .current_dir(workspace()?)
        .output()
        .map_err(|error| format!("cannot run {program}, which {FLAG} names: {error}"))?;
    if done.status.success() {
        return Ok(());
    }
    let said = [done.stdout, done.stderr].map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
    Err(format!(
        "{}\nwhy: one format, so that diffs show changes; what it warns of misleads or breaks\n\
         do: {program} -mode=fix <file>; a warning has its remedy behind its link",
        said.concat()
    ))
}
