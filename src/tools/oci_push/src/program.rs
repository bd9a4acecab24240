//! Programs of the user's machine.

use std::env::{split_paths, var_os};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

/// The first program of this name in `PATH`.
pub fn in_path(name: impl AsRef<Path>) -> Option<PathBuf> {
    let path = var_os("PATH").unwrap_or_default();
    split_paths(&path)
        .map(|folder| folder.join(&name))
        .find(|file| is_program(file))
}

/// Whether this is a file that somebody may execute.
pub fn is_program(file: &Path) -> bool {
    std::fs::metadata(file)
        .is_ok_and(|found| found.is_file() && found.permissions().mode() & 0o111 != 0)
}
