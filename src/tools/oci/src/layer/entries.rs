//! The entries of a layer, checked against each other.

use crate::error::{Error, Result};
use std::collections::BTreeMap;
use std::path::PathBuf;

/// What stands at an install path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Content {
    /// A directory.
    Directory,
    /// A file, with the bytes of one on disk.
    File(PathBuf),
    /// A symbolic link and its target.
    Symlink(String),
}

/// An entry before its mode and owner are known.
#[derive(Debug, Clone)]
pub struct Entry {
    /// What it is.
    pub content: Content,
    /// Whether the source may be executed.
    pub executable: bool,
    /// Where it comes from, for messages.
    pub origin: String,
}

/// Entries by install path; parents sort before what is in them.
#[derive(Debug, Default)]
pub struct Entries(BTreeMap<String, Entry>);

impl Entries {
    /// Adds an entry.
    ///
    /// # Errors
    /// [`Error::Collision`] where the path is taken, unless by a directory as well.
    pub fn add(&mut self, path: String, entry: Entry) -> Result<()> {
        match self.0.get(&path) {
            None => drop(self.0.insert(path, entry)),
            Some(old) if old.content == Content::Directory && entry.content == old.content => {}
            Some(old) => {
                return Err(Error::Collision {
                    path,
                    first: old.origin.clone(),
                    second: entry.origin,
                })
            }
        }
        Ok(())
    }

    /// Adds the directories above each entry.
    ///
    /// # Errors
    /// [`Error::Through`] where a parent is a file or a link.
    pub fn complete(mut self) -> Result<BTreeMap<String, Entry>> {
        let mut parents = BTreeMap::new();
        for (path, entry) in &self.0 {
            for (end, _) in path.match_indices('/') {
                let parent = &path[..end];
                match self.0.get(parent) {
                    Some(other) if other.content != Content::Directory => {
                        return Err(Error::Through {
                            path: path.clone(),
                            by: entry.origin.clone(),
                            parent: parent.into(),
                            other: other.origin.clone(),
                        });
                    }
                    Some(_) => {}
                    None => drop(parents.insert(
                        parent.to_owned(),
                        Entry {
                            content: Content::Directory,
                            executable: true,
                            origin: format!("the parent of {path}"),
                        },
                    )),
                }
            }
        }
        self.0.append(&mut parents);
        Ok(self.0)
    }
}
