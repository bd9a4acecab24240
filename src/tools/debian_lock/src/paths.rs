//! Where the package sets and the private apt folders are.

use std::path::{Path, PathBuf};

use crate::error::{io, Result};

/// Folder of the sets below the workspace.
const SETS: &str = "thirdparty/debian";

/// The folder of package sets: `--dir`, else `thirdparty/debian` of the workspace.
/// Under `bazel run` the current folder is the runfiles tree, so the workspace and
/// the folder the user typed the command in come from Bazel's two variables.
pub fn sets(dir: Option<&Path>) -> PathBuf {
    let variable = |name| {
        std::env::var_os(name)
            .map(PathBuf::from)
            .unwrap_or_default()
    };
    match dir {
        Some(dir) => variable("BUILD_WORKING_DIRECTORY").join(dir),
        None => variable("BUILD_WORKSPACE_DIRECTORY").join(SETS),
    }
}

/// A private folder that is removed when this goes out of scope.
pub struct Scratch(PathBuf);

impl Scratch {
    /// Creates an empty folder below the machine's temporary folder.
    pub fn create() -> Result<Self> {
        let path = std::env::temp_dir().join(format!("debian_lock.{}", std::process::id()));
        // Not create_dir_all: a folder that is there already belongs to someone else.
        std::fs::create_dir(&path).map_err(io("create", &path))?;
        Ok(Scratch(path))
    }

    /// Its path.
    pub fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        // Nothing to be done about a failure here, and nothing depends on it.
        let _ = std::fs::remove_dir_all(&self.0);
    }
}
