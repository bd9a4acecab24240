//! A relocated PostgreSQL: links to the server's files and to the extensions'.
//!
//! PostgreSQL takes the place of its program as the place of its installation
//! where that ends as the configured one does (Debian's: `lib/postgresql/17/bin`), so a
//! tree that is laid out alike can stand anywhere and hold more files:
//!
//! ```text
//! <programs>/   one script per program, see `programs`
//! <library>/    links: the server's libraries, the extensions'
//! <share>/      links: the server's files, extension/ merged
//! ```

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};

use crate::elf::ElfId;
use crate::error::{self, Error, Result};
use crate::spec::{Layout, ServerSpec};

/// Makes the tree at `dir`, which must not exist.
pub fn create(dir: &Path, spec: &ServerSpec, extensions: &[PathBuf]) -> Result<()> {
    let machine = spec.elf_id()?;
    for part in spec.layout.parts() {
        let mut layers = Vec::new();
        for extension in extensions {
            layers.extend(extension_part(extension, part, spec)?);
        }
        check_layers(&layers, &machine)?;
        layers.push(spec.prefix().join(part));
        overlay(&dir.join(part), &layers)?;
    }
    Ok(())
}

/// The `part` of an extension's tree, which may begin with `usr` or not, or have libraries of the system alone.
fn extension_part(tree: &Path, part: &Path, spec: &ServerSpec) -> Result<Option<PathBuf>> {
    let base = match tree.join("usr").is_dir() {
        true => tree.join("usr"),
        false => tree.to_owned(),
    };
    let Layout { library, share, .. } = &spec.layout;
    if ![library, share].iter().any(|p| base.join(p).is_dir()) && !is_libraries(tree, &spec.tuple)?
    {
        return Err(Error::EmptyExtension {
            tree: tree.to_owned(),
            library: library.clone(),
            share: share.clone(),
            major: spec.major,
        });
    }
    Ok(Some(base.join(part)).filter(|p| p.is_dir()))
}

/// Whether a tree has the folder of the system's libraries and no other.
fn is_libraries(tree: &Path, tuple: &str) -> Result<bool> {
    let mut folder = tree.to_owned();
    for name in ["usr", "lib", tuple] {
        match list(&folder)?.as_slice() {
            [(only, path)] if only == name && path.is_dir() => folder.push(name),
            _ => return Ok(false),
        }
    }
    Ok(true)
}

/// Fails where two extensions bring the same file, or one for another machine.
fn check_layers(layers: &[PathBuf], machine: &ElfId) -> Result<()> {
    let mut seen: BTreeMap<PathBuf, &PathBuf> = BTreeMap::new();
    for layer in layers {
        for file in files_below(layer)? {
            machine.require_same(&file)?;
            let name = file.strip_prefix(layer).unwrap_or(&file).to_path_buf();
            if let Some(first) = seen.insert(name.clone(), layer) {
                return Err(Error::Clash {
                    file: name,
                    first: first.clone(),
                    second: layer.clone(),
                });
            }
        }
    }
    Ok(())
}

fn files_below(dir: &Path) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for (_, path) in list(dir)? {
        match path.is_dir() {
            true => files.extend(files_below(&path)?),
            false => files.push(path),
        }
    }
    Ok(files)
}

/// Merges `layers`; the first that has a file wins, so that an extension under
/// test wins over a copy in the server's packages. A folder that only one layer
/// has becomes one link.
fn overlay(dst: &Path, layers: &[PathBuf]) -> Result<()> {
    make(dst)?;
    let mut names: BTreeMap<OsString, Vec<PathBuf>> = BTreeMap::new();
    for layer in layers {
        for (name, path) in list(layer)? {
            names.entry(name).or_default().push(path);
        }
    }
    for (name, found) in names {
        let to = dst.join(name);
        let folders = found.iter().filter(|p| p.is_dir()).count();
        if folders == found.len() && folders > 1 {
            overlay(&to, &found)?;
        } else {
            symlink(&found[0], &to).map_err(error::file("link", &to))?;
        }
    }
    Ok(())
}

/// Name and path of every entry of a folder, sorted.
pub fn list(dir: &Path) -> Result<Vec<(OsString, PathBuf)>> {
    let mut entries = Vec::new();
    for entry in fs::read_dir(dir).map_err(error::file("list", dir))? {
        let entry = entry.map_err(error::file("list", dir))?;
        entries.push((entry.file_name(), entry.path()));
    }
    entries.sort();
    Ok(entries)
}

/// Makes a folder and those above it.
pub fn make(dir: &Path) -> Result<()> {
    fs::create_dir_all(dir).map_err(error::file("make", dir))
}

#[cfg(test)]
#[path = "tree_test.rs"]
mod tests;
