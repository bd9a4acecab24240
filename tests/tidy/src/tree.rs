//! The source tree: every file that git would track, with its text.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use ignore::WalkBuilder;

/// All files, sorted by path.
#[derive(Debug, Default)]
pub struct Tree {
    /// The files.
    pub files: Vec<File>,
}

/// A file of the tree.
#[derive(Debug)]
pub struct File {
    /// Its path relative to the workspace, with `/`.
    pub path: String,
    /// Its length in bytes.
    pub size: u64,
    /// Its text; none if it isn't UTF-8.
    pub text: Option<String>,
}

impl Tree {
    /// The tree of the workspace that this test was built from: all that no .gitignore names.
    ///
    /// # Errors
    /// Where there is no workspace, or a file can't be read.
    pub fn of_workspace() -> Result<Tree, String> {
        let root = workspace()?;
        let mut tree = Tree::default();
        for path in files(&root)? {
            tree.files.push(read(&root, &path)?);
        }
        for needed in ["MODULE.bazel", "README.md"] {
            if !tree.files.iter().any(|file| file.path == needed) {
                return Err(format!(
                    "{} holds no {needed}, so it isn't the workspace",
                    root.display()
                ));
            }
        }
        Ok(tree)
    }

    /// A tree for a test of a rule.
    pub fn invented(files: &[(&str, &str)]) -> Tree {
        let files = files.iter().map(|(path, text)| File {
            path: (*path).to_owned(),
            size: text.len() as u64,
            text: Some((*text).to_owned()),
        });
        Tree {
            files: files.collect(),
        }
    }

    /// The files that are text, with it.
    pub fn texts(&self) -> impl Iterator<Item = (&File, &str)> {
        self.files
            .iter()
            .filter_map(|file| Some((file, file.text.as_deref()?)))
    }

    /// All folders that hold a file, directly or not; "" is the workspace.
    pub fn folders(&self) -> BTreeSet<&str> {
        let mut folders = BTreeSet::from([""]);
        for file in &self.files {
            folders.extend(
                file.path
                    .match_indices('/')
                    .map(|(end, _)| &file.path[..end]),
            );
        }
        folders
    }
}

impl File {
    /// Its name without folders.
    pub fn name(&self) -> &str {
        self.path.rsplit('/').next().unwrap_or(&self.path)
    }

    /// What follows the last dot of its name; "" without a dot.
    pub fn extension(&self) -> &str {
        self.name()
            .rsplit_once('.')
            .map_or("", |(_, extension)| extension)
    }
}

/// The workspace's folder. Bazel starts a test in its runfiles, where MODULE.bazel is a
/// link into it.
///
/// # Errors
/// Where there is no such link.
pub fn workspace() -> Result<PathBuf, String> {
    let link = Path::new("MODULE.bazel");
    let file = link.canonicalize().map_err(|error| {
        format!("no MODULE.bazel in the working folder ({error}); run this by Bazel, or in the workspace")
    })?;
    let root = file.parent().ok_or("MODULE.bazel lies in no folder")?;
    Ok(root.to_owned())
}

/// The files below `root` that no .gitignore names, sorted.
///
/// # Errors
/// Where a folder can't be listed.
pub fn files(root: &Path) -> Result<Vec<PathBuf>, String> {
    // Only files of the tree may decide: no settings of the user's own git.
    let walk = WalkBuilder::new(root)
        .standard_filters(false)
        .git_ignore(true)
        .require_git(false)
        .filter_entry(|entry| entry.file_name() != ".git")
        .sort_by_file_path(Path::cmp)
        .build();
    let mut files = Vec::new();
    for entry in walk {
        let entry = entry.map_err(|error| format!("cannot list {}: {error}", root.display()))?;
        if entry.file_type().is_some_and(|kind| kind.is_file()) {
            files.push(entry.into_path());
        }
    }
    Ok(files)
}

fn read(root: &Path, path: &Path) -> Result<File, String> {
    let bytes =
        std::fs::read(path).map_err(|error| format!("cannot read {}: {error}", path.display()))?;
    let inside = path.strip_prefix(root).unwrap_or(path);
    Ok(File {
        path: inside.to_string_lossy().into_owned(),
        size: bytes.len() as u64,
        text: String::from_utf8(bytes).ok(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_are_all_that_lead_to_a_file() {
        let tree = Tree::invented(&[("a/b/c.rs", ""), ("d", "")]);
        assert_eq!(tree.folders(), BTreeSet::from(["", "a", "a/b"]));
    }

    #[test]
    fn names_and_extensions() {
        let tree = Tree::invented(&[("a/b.tar.gz", ""), ("a.d/run", "")]);
        assert_eq!(
            (tree.files[0].name(), tree.files[0].extension()),
            ("b.tar.gz", "gz")
        );
        assert_eq!(
            (tree.files[1].name(), tree.files[1].extension()),
            ("run", "")
        );
    }
}
