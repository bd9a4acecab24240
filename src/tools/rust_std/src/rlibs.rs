//! What cargo compiled, under the names that were asked for.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// Copies each crate's library from `compiled` to the output that is called like it.
///
/// # Errors
/// Where crates and outputs are not the same; nothing is written then.
pub fn hand_out(compiled: &Path, outputs: &[PathBuf]) -> Result<(), String> {
    let entries = fs::read_dir(compiled).map_err(|e| format!("{}: {e}", compiled.display()))?;
    let made = by_crate(entries.flatten().map(|entry| entry.path()));
    let wanted = by_crate(outputs.iter().cloned());
    if !made.keys().eq(wanted.keys()) {
        return Err(mismatch(&made, &wanted));
    }
    for (name, output) in &wanted {
        fs::copy(&made[name], output).map_err(|e| format!("{}: {e}", output.display()))?;
    }
    Ok(())
}

fn mismatch(made: &BTreeMap<String, PathBuf>, wanted: &BTreeMap<String, PathBuf>) -> String {
    let only = |a: &BTreeMap<String, PathBuf>, b: &BTreeMap<String, PathBuf>| {
        let names: Vec<&str> = a
            .keys()
            .filter(|name| !b.contains_key(*name))
            .map(String::as_str)
            .collect();
        if names.is_empty() {
            "nothing".to_owned()
        } else {
            names.join(", ")
        }
    };
    format!(
        "the standard library has other crates than were asked for: {} too many, {} missing.\n\
         To mend it: change _CRATES in build/rust/std.bzl.",
        only(made, wanted),
        only(wanted, made)
    )
}

/// Paths of the form <folder>/lib<crate>-<anything>.rlib, by crate.
fn by_crate(paths: impl Iterator<Item = PathBuf>) -> BTreeMap<String, PathBuf> {
    paths
        .filter_map(|path| {
            let name = path.file_name()?.to_str()?;
            let stem = name.strip_prefix("lib")?.strip_suffix(".rlib")?;
            Some((stem.rsplit_once('-')?.0.to_owned(), path))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder(files: &[&str]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for file in files {
            fs::write(folder.path().join(file), file).unwrap();
        }
        folder
    }

    #[test]
    fn a_library_is_found_whatever_its_hash() {
        let made = folder(&["libcore-0a.rlib", "libcore-0a.rmeta", "core-0a.d"]);
        let out = tempfile::tempdir().unwrap();
        let output = out.path().join("libcore-src.rlib");
        hand_out(made.path(), std::slice::from_ref(&output)).unwrap();
        assert_eq!(fs::read_to_string(output).unwrap(), "libcore-0a.rlib");
    }

    #[test]
    fn another_set_of_crates_is_an_error_that_names_them() {
        let made = folder(&["libcore-0a.rlib", "libnew-0a.rlib"]);
        let out = tempfile::tempdir().unwrap();
        let wanted = ["libcore-src.rlib", "libold-src.rlib"].map(|name| out.path().join(name));
        assert_eq!(
            hand_out(made.path(), &wanted).unwrap_err(),
            "the standard library has other crates than were asked for: \
             new too many, old missing.\n\
             To mend it: change _CRATES in build/rust/std.bzl."
        );
        assert!(!wanted[0].exists());
    }
}
