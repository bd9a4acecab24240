//! Files by install path.

use crate::{Error, Mapping};
use std::collections::{BTreeMap, BTreeSet};

/// The files of a package, sorted by path; folders are implied.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tree(BTreeMap<String, Vec<u8>>);

impl Tree {
    /// Reads the files of `mappings`.
    ///
    /// # Errors
    /// A file cannot be read, or two want the same place.
    pub fn read(mappings: &[Mapping]) -> Result<Self, Error> {
        let mut tree = Self::default();
        for mapping in mappings {
            let bytes = files::read(&mapping.file)?;
            tree.insert(&mapping.path, bytes)?;
        }
        Ok(tree)
    }

    /// Adds a file at `path`, relative to /.
    ///
    /// # Errors
    /// [`Error::Occupied`].
    pub fn insert(&mut self, path: &str, bytes: Vec<u8>) -> Result<(), Error> {
        let occupied = |path: &str| Error::Occupied {
            path: path.to_owned(),
        };
        if self.0.contains_key(path) || self.folders().contains(path) {
            return Err(occupied(path));
        }
        if let Some(file) = parents(path).find(|parent| self.0.contains_key(*parent)) {
            return Err(occupied(file));
        }
        self.0.insert(path.to_owned(), bytes);
        Ok(())
    }

    /// The files with their content, sorted by path.
    pub fn files(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.0
            .iter()
            .map(|(path, bytes)| (path.as_str(), bytes.as_slice()))
    }

    /// All folders that hold something, without the root.
    #[must_use]
    pub fn folders(&self) -> BTreeSet<&str> {
        self.0.keys().flat_map(|path| parents(path)).collect()
    }
}

/// The folders above `path`, innermost first.
fn parents(path: &str) -> impl Iterator<Item = &str> {
    path.rmatch_indices('/').map(|(end, _)| &path[..end])
}

#[cfg(test)]
mod tests {
    use super::Tree;

    #[test]
    fn folders_are_implied() {
        let mut tree = Tree::default();
        tree.insert("usr/share/doc/p/copyright", vec![]).unwrap();
        tree.insert("usr/lib/a.so", vec![]).unwrap();
        let folders: Vec<_> = tree.folders().into_iter().collect();
        assert_eq!(
            folders,
            [
                "usr",
                "usr/lib",
                "usr/share",
                "usr/share/doc",
                "usr/share/doc/p"
            ]
        );
    }

    #[test]
    fn a_place_holds_one_file() {
        for (first, second, place) in [
            ("usr/a", "usr/a", "usr/a"),
            ("usr/a/b", "usr/a", "usr/a"),
            ("usr/a", "usr/a/b", "usr/a"),
        ] {
            let mut tree = Tree::default();
            tree.insert(first, vec![]).unwrap();
            let error = tree.insert(second, vec![]).unwrap_err().to_string();
            assert_eq!(
                error,
                format!(
                    "{place} is given twice, or as a file and as a folder of another file; each \
                     place can hold one file"
                )
            );
        }
    }
}
