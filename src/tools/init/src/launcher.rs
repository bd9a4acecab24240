//! The launcher of the checkout, and the Bazel that it is for.

use std::fs;
use std::path::Path;

use crate::error::{file, Result};
use crate::plan::Plan;

/// Plans copies of `tools/bazel`, `tools/launcher` and `.bazelversion`.
///
/// # Errors
/// Where the checkout has no such files.
pub fn copy(checkout: &Path, plan: &mut Plan) -> Result<()> {
    for name in [".bazelversion", "tools/bazel"] {
        plan.copy(&checkout.join(name), name)?;
    }
    copy_folder(checkout, "tools/launcher", plan)
}

fn copy_folder(checkout: &Path, folder: &str, plan: &mut Plan) -> Result<()> {
    let path = checkout.join(folder);
    let entries = fs::read_dir(&path).map_err(file("list", &path))?;
    let entries: Result<Vec<_>> = entries
        .map(|entry| entry.map_err(file("list", &path)))
        .collect();
    let mut entries = entries?;
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        let name = format!("{folder}/{}", entry.file_name().to_string_lossy());
        match entry.path().is_dir() {
            true => copy_folder(checkout, &name, plan)?,
            false => plan.copy(&entry.path(), &name)?,
        }
    }
    Ok(())
}
