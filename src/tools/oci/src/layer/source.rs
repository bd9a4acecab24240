//! What a spec names, read from disk.

use super::entries::{Content, Entries, Entry};
use super::rules::Rules;
use super::spec::LayerSpec;
use crate::error::{read_error, Error, Result};
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

/// All entries of a layer.
///
/// # Errors
/// Unusable or colliding paths, and sources that cannot be read.
pub fn collect(spec: &LayerSpec, exclude: &Rules<()>) -> Result<Entries> {
    let mut entries = Entries::default();
    for directory in &spec.directories {
        let entry = entry(Content::Directory, true, "`directories`".into());
        entries.add(install_path(directory)?, entry)?;
    }
    for (path, target) in &spec.symlinks {
        let link = Content::Symlink(target.clone());
        let entry = entry(link, true, format!("the symbolic link to {target}"));
        entries.add(install_path(path)?, entry)?;
    }
    for file in &spec.files {
        // Bazel hands files over as links; what they lead to is meant.
        let entry = file_entry(&file.source)?;
        entries.add(install_path(&file.path)?, entry)?;
    }
    for tree in &spec.trees {
        let prefix = if tree.path.is_empty() {
            String::new()
        } else {
            install_path(&tree.path)? + "/"
        };
        walk(&tree.source, &tree.source, &prefix, exclude, &mut entries)?;
    }
    Ok(entries)
}

fn walk(
    root: &Path,
    folder: &Path,
    prefix: &str,
    exclude: &Rules<()>,
    entries: &mut Entries,
) -> Result<()> {
    for item in fs::read_dir(folder).map_err(read_error(folder))? {
        let path = item.map_err(read_error(folder))?.path();
        let relative = path.strip_prefix(root).expect("walked from root");
        let Some(relative) = relative.to_str() else {
            return Err(Error::Path {
                path: relative.to_string_lossy().into_owned(),
                reason: "is not UTF-8",
            });
        };
        let install = format!("{prefix}{relative}");
        if exclude.get(&install).is_some() {
            continue;
        }
        let real = behind_sandbox(&path)?;
        let kind = fs::symlink_metadata(&real).map_err(read_error(&real))?;
        if kind.is_symlink() {
            let target = fs::read_link(&real).map_err(read_error(&real))?;
            let target = target.to_string_lossy().into_owned();
            let origin = path.display().to_string();
            entries.add(install, entry(Content::Symlink(target), true, origin))?;
        } else if kind.is_dir() {
            let origin = path.display().to_string();
            entries.add(install, entry(Content::Directory, true, origin))?;
            walk(root, &path, prefix, exclude, entries)?;
        } else {
            entries.add(install, file_entry(&path)?)?;
        }
    }
    Ok(())
}

/// Follows the links by which Bazel's sandbox shows a tree: absolute, to a path
/// that ends in the very path they stand at. Links of the tree itself do neither.
fn behind_sandbox(path: &Path) -> Result<PathBuf> {
    let mut real = path.to_path_buf();
    let relative = path.strip_prefix("/").unwrap_or(path);
    while fs::symlink_metadata(&real)
        .map_err(read_error(&real))?
        .is_symlink()
    {
        let target = fs::read_link(&real).map_err(read_error(&real))?;
        if !target.is_absolute() || target == real || !target.ends_with(relative) {
            break;
        }
        real = target;
    }
    Ok(real)
}

fn file_entry(path: &Path) -> Result<Entry> {
    let metadata = fs::metadata(path).map_err(read_error(path))?;
    if !metadata.is_file() {
        return Err(Error::Special { file: path.into() });
    }
    let executable = metadata.permissions().mode() & 0o100 != 0;
    let origin = path.display().to_string();
    Ok(entry(Content::File(path.into()), executable, origin))
}

fn entry(content: Content, executable: bool, origin: String) -> Entry {
    Entry {
        content,
        executable,
        origin,
    }
}

/// Checks an install path, which may begin with `/`.
fn install_path(path: &str) -> Result<String> {
    let bare = path.strip_prefix('/').unwrap_or(path);
    let fail = |reason| {
        Err(Error::Path {
            path: path.into(),
            reason,
        })
    };
    match bare {
        "" => fail("is empty"),
        _ if bare.split('/').any(|part| part == "..") => fail("leads upwards"),
        _ if bare.split('/').any(|part| part.is_empty() || part == ".") => {
            fail("has an empty part or `.`")
        }
        _ => Ok(bare.into()),
    }
}
