//! A found text against the expected one, for golden tests.

use crate::error::{read_error, write_error, Error, Result};
use similar::TextDiff;
use std::path::{Path, PathBuf};

/// Compares two files.
///
/// # Errors
/// [`Error::Differs`] with the lines that differ, and unreadable files.
pub fn compare(expected: &Path, found: &Path, renew: &str) -> Result<()> {
    let read = |file: &Path| std::fs::read_to_string(file).map_err(read_error(file));
    let (wanted, is) = (read(expected)?, read(found)?);
    if wanted == is {
        return Ok(());
    }
    let difference = TextDiff::from_lines(&wanted, &is)
        .unified_diff()
        .context_radius(1)
        .header("expected", "found")
        .to_string();
    Err(Error::Differs {
        expected: expected.into(),
        difference,
        renew: renew.into(),
    })
}

/// Makes the found text the expected one; `path` is relative to the workspace,
/// which `bazel run` names in `BUILD_WORKSPACE_DIRECTORY`.
///
/// # Errors
/// What cannot be read or written.
pub fn update(found: &Path, path: &Path) -> Result<()> {
    let workspace = std::env::var_os("BUILD_WORKSPACE_DIRECTORY").unwrap_or_default();
    let target = PathBuf::from(workspace).join(path);
    let text = std::fs::read(found).map_err(read_error(found))?;
    std::fs::write(&target, text).map_err(write_error(target))
}
