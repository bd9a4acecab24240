//! What extensions need of the server, beside PostgreSQL: other extensions, and libraries.
//!
//! Looked at before the cluster is made, since PostgreSQL only says so at CREATE EXTENSION, and
//! not what would help.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use control_file::ControlFile;
use elf_gate::image::Image;

use crate::elf::ElfId;
use crate::error::{self, Error, Result};
use crate::spec::ServerSpec;
use crate::tree;

/// Where `//build/debian:root.bzl` puts the control files of unpacked packages.
const PACKAGES: &str = "var/lib/dpkg/status.d";

/// The folders with libraries that extensions' trees bring, beside those that PostgreSQL loads.
pub fn library_dirs(extensions: &[PathBuf], tuple: &str) -> Vec<PathBuf> {
    let folders = extensions
        .iter()
        .map(|tree| tree.join("usr/lib").join(tuple));
    folders.filter(|folder| folder.is_dir()).collect()
}

/// Checks what the first of `extensions`, whose tests are run, requires in turn, in the
/// installation at `dir`; and what all their libraries need.
///
/// # Errors
/// [`Error::NotProvided`] or [`Error::LibraryLacks`].
pub fn check(dir: &Path, spec: &ServerSpec, extensions: &[PathBuf]) -> Result<()> {
    let Some(tested) = extensions.first() else {
        return Ok(());
    };
    let share = spec.layout.share.join("extension");
    let tested = [tested.join(&share), tested.join("usr").join(&share)];
    check_extensions(&tested, &dir.join(share))?;
    let mut known = library_dirs(extensions, &spec.tuple);
    known.push(spec.usr().join("lib").join(&spec.tuple));
    let lib = &spec.layout.library;
    for tree in extensions {
        let own = [tree.join(lib), tree.join("usr").join(lib)];
        for folder in own.iter().chain(&library_dirs(extensions, &spec.tuple)) {
            check_libraries(folder, &known, extensions)?;
        }
    }
    Ok(())
}

/// Each extension in `tested`, and all that these require, must be in `there`.
fn check_extensions(tested: &[PathBuf], there: &Path) -> Result<()> {
    let mut todo = Vec::new();
    for folder in tested.iter().filter(|folder| folder.is_dir()) {
        for (name, path) in tree::list(folder)? {
            if let Some(name) = name.to_string_lossy().strip_suffix(".control") {
                // `<extension>--<version>.control` says nothing of the extension itself.
                todo.extend((!name.contains("--")).then_some((name.to_owned(), path)));
            }
        }
    }
    let mut seen = BTreeSet::new();
    while let Some((name, path)) = todo.pop() {
        if !seen.insert(name.clone()) {
            continue;
        }
        for required in requires(&path)? {
            let path = there.join(format!("{required}.control"));
            if !path.exists() {
                let control = format!("{name}.control");
                return Err(Error::NotProvided { control, required });
            }
            todo.push((required, path));
        }
    }
    Ok(())
}

fn requires(control: &Path) -> Result<Vec<String>> {
    let bytes = fs::read(control).map_err(error::file("read", control))?;
    let parsed = ControlFile::parse(&String::from_utf8_lossy(&bytes));
    let requires = parsed.and_then(|parsed| parsed.requires());
    requires.map_err(|source| Error::Control {
        path: control.to_owned(),
        source,
    })
}

/// What each library in `folder` needs must be in one of `known`.
fn check_libraries(folder: &Path, known: &[PathBuf], extensions: &[PathBuf]) -> Result<()> {
    if !folder.is_dir() {
        return Ok(());
    }
    for (name, path) in tree::list(folder)? {
        if path.is_dir() || ElfId::read(&path)?.is_none() {
            continue;
        }
        let bytes = fs::read(&path).map_err(error::file("read", &path))?;
        let image = Image::parse(&path, &bytes).map_err(|e| Error::Input(e.to_string()))?;
        let there = |library: &&String| known.iter().any(|folder| folder.join(library).exists());
        if let Some(library) = image.needed.iter().find(|library| !there(library)) {
            return Err(Error::LibraryLacks {
                file: name.to_string_lossy().into_owned(),
                library: library.clone(),
                depends: dependencies(extensions),
            });
        }
    }
    Ok(())
}

/// What Debian's packages in the trees say that they depend on, a line each, as a sentence that follows another one.
fn dependencies(extensions: &[PathBuf]) -> String {
    let mut lines = String::new();
    for folder in extensions.iter().map(|tree| tree.join(PACKAGES)) {
        for (name, path) in tree::list(&folder).unwrap_or_default() {
            let control = fs::read_to_string(path).unwrap_or_default();
            let depends = control.lines().find_map(|l| l.strip_prefix("Depends: "));
            if let Some(depends) = depends {
                lines += &format!("\n  {}: {depends}", name.to_string_lossy());
            }
        }
    }
    if lines.is_empty() {
        return lines;
    }
    format!(" What is there depends on:{lines}")
}

#[cfg(test)]
#[path = "required_test.rs"]
mod tests;
