//! All Rust of the tree, through the pinned rustfmt.

use std::path::absolute;
use std::process::Command;

use crate::tree::{workspace, Tree};

/// Every target of the tree is of this edition.
const EDITION: &str = "2021";

/// The command that formats; the message that asks for it uses this.
pub const FORMAT_COMMAND: &str = "./tools/bazel run //:format";

/// What to do with a file that isn't formatted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// Fail with a diff.
    Check,
    /// Rewrite it.
    Write,
}

/// Runs rustfmt, the program that the variable RUSTFMT names, over every `.rs` file.
///
/// # Errors
/// Where there is no workspace or rustfmt; where rustfmt can't read a file; and, when
/// checking, the differences and [`FORMAT_COMMAND`].
pub fn rustfmt(mode: Mode) -> Result<(), String> {
    let program =
        std::env::var_os("RUSTFMT").ok_or("RUSTFMT is not set; see tests/tidy/BUILD.bazel")?;
    let program = absolute(&program).map_err(|error| format!("{}: {error}", program.display()))?;
    let root = workspace()?;
    let tree = Tree::of_workspace()?;
    let rust = tree.files.iter().filter(|file| file.extension() == "rs");
    let mut command = Command::new(&program);
    command.args(["--edition", EDITION]);
    if mode == Mode::Check {
        command.arg("--check");
    }
    let done = command
        .arg("--")
        .args(rust.map(|file| &file.path))
        .current_dir(&root)
        .output()
        .map_err(|error| format!("cannot run {}: {error}", program.display()))?;
    if done.status.success() {
        return Ok(());
    }
    let said = [done.stdout, done.stderr].map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
    Err(format!(
        "{}\nwhy: one format, so that diffs show changes\ndo: {FORMAT_COMMAND}",
        said.concat()
    ))
}
