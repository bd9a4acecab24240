//! The temporary folder of a run, and the copy of the workspace in it.
//!
//! It lies in the user's cache folder, not in `/tmp`: Bazel's sandbox gives
//! actions a `/tmp` of their own, which an output base in it would disturb.

use std::fs::{self, Permissions};
use std::os::unix::fs::{symlink, PermissionsExt};
use std::path::{Path, PathBuf};

use pg_harness::cleanup;

use crate::error::{io, Error, Result};

/// Names at the top of a workspace that no build reads.
const NOT_COPIED: &[&str] = &[".git", "target", "MODULE.bazel.lock"];
/// Links that Bazel makes in a workspace.
const BAZEL_LINKS: &str = "bazel-";

/// A folder that is gone when dropped, or by a signal.
#[derive(Debug)]
pub struct Scratch {
    path: PathBuf,
}

impl Scratch {
    /// Makes a folder in `parent`, or in the user's cache folder.
    pub fn create(parent: Option<&Path>) -> Result<Scratch> {
        let parent = parent.map_or_else(cache_folder, Path::to_path_buf);
        fs::create_dir_all(&parent).map_err(io("make", &parent))?;
        let parent = fs::canonicalize(&parent).map_err(io("find", &parent))?;
        let path = parent.join(format!("rules_pgrx_bench.{}", std::process::id()));
        fs::create_dir(&path).map_err(io("make", &path))?;
        cleanup::add_folder(&path);
        Ok(Scratch { path })
    }

    /// The folder's absolute path.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Makes a folder in it.
    pub fn folder(&self, name: &str) -> Result<PathBuf> {
        let folder = self.path.join(name);
        fs::create_dir_all(&folder).map_err(io("make", &folder))?;
        Ok(folder)
    }

    /// Copies a folder in it to where it stays.
    pub fn keep(&self, name: &str, to: &Path) -> Result<()> {
        copy(&self.path.join(name), to, &|_| false)
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        remove(&self.path).unwrap_or_else(|error| eprintln!("warning: {error}"));
        cleanup::forget_folder(&self.path);
    }
}

/// Removes a folder, also where Bazel has made parts of it read-only.
pub fn remove(path: &Path) -> Result<()> {
    if fs::remove_dir_all(path).is_ok() || !path.exists() {
        return Ok(());
    }
    make_writable(path);
    fs::remove_dir_all(path).map_err(io("remove", path))
}

fn make_writable(folder: &Path) {
    let _best_effort = fs::set_permissions(folder, Permissions::from_mode(0o755));
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            make_writable(&entry.path());
        }
    }
}

fn cache_folder() -> PathBuf {
    let set = |name| std::env::var_os(name).filter(|value| !value.is_empty());
    set("XDG_CACHE_HOME")
        .map(PathBuf::from)
        .or_else(|| set("HOME").map(|home| Path::new(&home).join(".cache")))
        .unwrap_or_else(std::env::temp_dir)
}

/// The workspace that `bazel run` was called in, or that the current folder is in.
pub fn workspace() -> Result<PathBuf> {
    if let Some(path) = std::env::var_os("BUILD_WORKSPACE_DIRECTORY") {
        return Ok(path.into());
    }
    let cwd = std::env::current_dir().map_err(io("find", "the current folder"))?;
    cwd.ancestors()
        .find(|folder| folder.join("MODULE.bazel").exists())
        .map(Path::to_path_buf)
        .ok_or_else(|| Error::NoWorkspace { cwd: cwd.clone() })
}

/// Copies what a build of the workspace `from` may read to `to`.
pub fn copy_workspace(from: &Path, to: &Path) -> Result<()> {
    copy(from, to, &|name| {
        NOT_COPIED.contains(&name) || name.starts_with(BAZEL_LINKS)
    })
}

fn copy(from: &Path, to: &Path, without: &dyn Fn(&str) -> bool) -> Result<()> {
    fs::create_dir_all(to).map_err(io("make", to))?;
    for entry in fs::read_dir(from).map_err(io("read", from))? {
        let entry = entry.map_err(io("read", from))?;
        let (source, target) = (entry.path(), to.join(entry.file_name()));
        if without(&entry.file_name().to_string_lossy()) {
            continue;
        }
        let kind = entry.file_type().map_err(io("look at", &source))?;
        if kind.is_dir() {
            copy(&source, &target, &|_| false)?;
        } else if kind.is_symlink() {
            let value = fs::read_link(&source).map_err(io("read", &source))?;
            symlink(value, &target).map_err(io("link", &target))?;
        } else {
            fs::copy(&source, &target).map_err(io("copy", &source))?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_read_only_folder_goes_too() {
        let parent = tempfile::tempdir().unwrap();
        let scratch = Scratch::create(Some(parent.path())).unwrap();
        let inner = scratch.folder("a/b").unwrap();
        fs::write(inner.join("file"), "x").unwrap();
        fs::set_permissions(&inner, Permissions::from_mode(0o555)).unwrap();
        let path = scratch.path().to_path_buf();
        drop(scratch);
        assert!(!path.exists());
    }

    #[test]
    fn a_copy_has_the_sources_and_neither_git_nor_outputs() {
        let from = tempfile::tempdir().unwrap();
        for file in ["src/lib.rs", ".git/HEAD", "target/x", "src/target/y"] {
            let path = from.path().join(file);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, file).unwrap();
        }
        symlink("/nowhere", from.path().join("bazel-bin")).unwrap();
        symlink("src/lib.rs", from.path().join("link")).unwrap();
        let to = tempfile::tempdir().unwrap();
        copy_workspace(from.path(), to.path()).unwrap();
        let has = |file: &str| to.path().join(file).symlink_metadata().is_ok();
        assert!(has("src/lib.rs") && has("src/target/y") && has("link"));
        assert!(!has(".git") && !has("target") && !has("bazel-bin"));
    }
}
