//! Writes locks: all of them or none, and never half a file.

use std::fs;
use std::path::{Path, PathBuf};

use crate::error::{io, Result};
use crate::lock::Lock;

/// Name of a set's lock file.
pub fn file_name(set: &str) -> String {
    format!("{set}.lock.json")
}

/// Writes every lock beside its final place first and renames only when all are
/// written, so that a full disk or a lost folder leaves the old locks as they were.
/// Gives the sets whose file changed.
pub fn write_all(dir: &Path, locks: &[Lock]) -> Result<Vec<String>> {
    let mut staged: Vec<(PathBuf, PathBuf)> = Vec::new();
    let mut changed = Vec::new();
    for lock in locks {
        let target = dir.join(file_name(&lock.set));
        let text = lock.render();
        if fs::read_to_string(&target).is_ok_and(|old| old == text) {
            continue;
        }
        let temporary = dir.join(format!(".{}.new", file_name(&lock.set)));
        staged.push((temporary.clone(), target));
        if let Err(error) = fs::write(&temporary, text) {
            discard(&staged);
            return Err(io("write", temporary)(error));
        }
        changed.push(lock.set.clone());
    }
    for (temporary, target) in &staged {
        if let Err(error) = fs::rename(temporary, target) {
            discard(&staged);
            return Err(io("replace", target)(error));
        }
    }
    Ok(changed)
}

/// Removes what was staged; a file that is not there needs no removing.
fn discard(staged: &[(PathBuf, PathBuf)]) {
    for (temporary, _) in staged {
        let _ = fs::remove_file(temporary);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A fresh folder, removed with the test's own temporary folder.
    fn folder(name: &str) -> PathBuf {
        let base = std::env::var_os("TEST_TMPDIR").map_or_else(std::env::temp_dir, PathBuf::from);
        let path = base.join(format!("debian_lock-{}-{name}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).unwrap();
        path
    }

    fn listing(dir: &Path) -> Vec<String> {
        let names = fs::read_dir(dir)
            .unwrap()
            .map(|e| e.unwrap().file_name().into_string().unwrap());
        let mut names: Vec<String> = names.collect();
        names.sort();
        names
    }

    #[test]
    fn only_changed_locks_are_written() {
        let dir = folder("changed");
        let (a, b) = (Lock::new("a", None, vec![]), Lock::new("b", None, vec![]));
        assert_eq!(write_all(&dir, std::slice::from_ref(&a)).unwrap(), ["a"]);
        assert_eq!(write_all(&dir, &[a, b]).unwrap(), ["b"]);
        assert_eq!(listing(&dir), ["a.lock.json", "b.lock.json"]);
        fs::remove_dir_all(&dir).unwrap();
    }

    #[test]
    fn a_failed_write_leaves_nothing_behind() {
        let dir = folder("failed");
        // A folder in the way of the second temporary file makes its write fail.
        fs::create_dir(dir.join(".b.lock.json.new")).unwrap();
        let error = write_all(
            &dir,
            &[Lock::new("a", None, vec![]), Lock::new("b", None, vec![])],
        )
        .unwrap_err();
        assert!(error.to_string().contains("cannot write"), "{error}");
        assert_eq!(listing(&dir), [".b.lock.json.new"]);
        fs::remove_dir_all(&dir).unwrap();
    }
}
