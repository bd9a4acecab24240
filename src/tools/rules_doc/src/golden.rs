//! The committed file against the generated one.

use std::path::Path;

use similar::TextDiff;

use crate::error::{io, Error, Result};

/// Compares two files byte by byte.
///
/// # Errors
/// [`Error::Stale`] with a unified diff when they differ.
pub fn check(committed: &Path, generated: &Path) -> Result<()> {
    let old = read(committed)?;
    let new = read(generated)?;
    if old == new {
        return Ok(());
    }
    let diff = TextDiff::from_lines(&old, &new);
    Err(Error::Stale {
        path: committed.into(),
        diff: diff.unified_diff().context_radius(1).to_string(),
    })
}

/// Writes the generated file over the committed one.
///
/// `committed` is relative to `workspace`, Bazel's BUILD_WORKSPACE_DIRECTORY.
///
/// # Errors
/// [`Error::NoWorkspace`] without a workspace, [`Error::Io`] where reading or writing fails.
pub fn update(workspace: Option<&Path>, committed: &Path, generated: &Path) -> Result<()> {
    let target = workspace.ok_or(Error::NoWorkspace)?.join(committed);
    let text = read(generated)?;
    std::fs::write(&target, text).map_err(io("write", target))
}

fn read(path: &Path) -> Result<String> {
    std::fs::read_to_string(path).map_err(io("read", path))
}
