//! A change of one line of code in the copy of the extension.

use std::fs;
use std::path::{Path, PathBuf};

use crate::error::{io, Error, Result};

/// The line that is changed: a constant that a function compares with, so that each
/// change of its value makes other machine code.
const FILE: &str = "src/value.rs";
const NEEDLE: &str = "const CANONICAL_NAN: u64 = 0x7ff8_0000_0000_0000;";
const CHANGED: &str = "const CANONICAL_NAN: u64 = 0x7ff8_0000_0000_";

/// The file with that line, as it was.
#[derive(Debug)]
pub struct Edit {
    path: PathBuf,
    original: String,
}

impl Edit {
    /// Finds the line in the extension's folder.
    pub fn find(extension: &Path) -> Result<Edit> {
        let path = extension.join(FILE);
        let original = fs::read_to_string(&path).map_err(io("read", &path))?;
        match original.contains(NEEDLE) {
            true => Ok(Edit { path, original }),
            false => Err(Error::NoLine {
                path,
                needle: NEEDLE,
            }),
        }
    }

    /// Changes the line, to another text for each `number`.
    pub fn apply(&self, number: u16) -> Result<()> {
        let line = format!("{CHANGED}{number:04x};");
        self.write(&self.original.replace(NEEDLE, &line))
    }

    /// Undoes all changes.
    pub fn undo(&self) -> Result<()> {
        self.write(&self.original)
    }

    fn write(&self, text: &str) -> Result<()> {
        fs::write(&self.path, text).map_err(io("write", &self.path))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_line_changes_and_changes_back() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(FILE);
        fs::create_dir(folder.path().join("src")).unwrap();
        let text = format!("// before\n{NEEDLE}\n// after\n");
        fs::write(&path, &text).unwrap();
        let edit = Edit::find(folder.path()).unwrap();
        edit.apply(10).unwrap();
        let changed = fs::read_to_string(&path).unwrap();
        assert!(
            changed.contains("= 0x7ff8_0000_0000_000a;\n// after"),
            "{changed}"
        );
        edit.undo().unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), text);
        fs::write(&path, "").unwrap();
        let text = Edit::find(folder.path()).unwrap_err().to_string();
        assert!(
            text.contains("name another line in src/tools/bench"),
            "{text}"
        );
    }
}
