//! Reading crates: the list that the build makes, and the manifest of each.

use crate::Error;
use serde::Deserialize;
use std::path::{Path, PathBuf};

/// A crate that is linked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Crate {
    /// Its name.
    pub name: String,
    /// Its version.
    pub version: String,
    /// Who wrote it, each `<name> <<address>>`; many crates name nobody.
    pub authors: Vec<String>,
    /// SPDX expression of its licence; `None` where only `license-file` names one.
    pub licence: Option<String>,
    /// Address of its repository.
    pub repository: Option<String>,
    /// SHA-256 of its archive, as Cargo.lock has it; `None` for what is in no registry.
    pub checksum: Option<String>,
    /// Files with licence texts.
    pub texts: Vec<PathBuf>,
    /// The crates it depends on, each `<name> <version>`.
    pub deps: Vec<String>,
}

#[derive(Deserialize)]
struct List {
    crates: Vec<Listed>,
}

/// A row of the list; see build/package/crates.bzl.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Listed {
    name: String,
    version: String,
    checksum: String,
    manifest: PathBuf,
    licences: Vec<PathBuf>,
    deps: Vec<String>,
}

#[derive(Deserialize)]
struct Manifest {
    package: Package,
}

/// The fields of `[package]` that matter here (The Cargo Book, "The Manifest Format").
#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
struct Package {
    name: String,
    version: String,
    #[serde(default)]
    authors: Vec<String>,
    license: Option<String>,
    license_file: Option<toml::Value>,
    repository: Option<String>,
}

/// Reads `list` and the manifests it names; the result is sorted by name and version.
///
/// # Errors
/// Something cannot be read, or a crate names no licence.
pub fn read(list: &Path) -> Result<Vec<Crate>, Error> {
    let text = read_text(list)?;
    let parsed: List = serde_json::from_str(&text).map_err(|reason| Error::BadList {
        file: list.into(),
        reason: reason.to_string(),
    })?;
    let mut crates = parsed
        .crates
        .into_iter()
        .map(describe)
        .collect::<Result<Vec<_>, _>>()?;
    crates.sort_by(|a, b| (&a.name, &a.version).cmp(&(&b.name, &b.version)));
    crates.dedup();
    Ok(crates)
}

fn describe(listed: Listed) -> Result<Crate, Error> {
    let text = read_text(&listed.manifest)?;
    let bad = |reason: String| Error::BadManifest {
        file: listed.manifest.clone(),
        name: listed.name.clone(),
        version: listed.version.clone(),
        reason,
    };
    let manifest: Manifest = toml::from_str(&text).map_err(|error| bad(error.to_string()))?;
    let package = manifest.package;
    if (&package.name, &package.version) != (&listed.name, &listed.version) {
        return Err(bad(format!(
            "it is that of {} {}",
            package.name, package.version
        )));
    }
    if package.license.is_none() && package.license_file.is_none() {
        return Err(Error::NoLicence {
            name: package.name,
            version: package.version,
            manifest: listed.manifest,
        });
    }
    let mut texts = listed.licences;
    texts.sort();
    Ok(Crate {
        name: package.name,
        version: package.version,
        authors: package.authors,
        // Cargo's older form of OR.
        licence: package.license.map(|licence| licence.replace('/', " OR ")),
        repository: package.repository,
        checksum: Some(listed.checksum).filter(|sum| !sum.is_empty()),
        texts,
        deps: listed.deps,
    })
}

pub(crate) fn read_text(file: &Path) -> Result<String, Error> {
    let bytes = files::read(file)?;
    // Old licence texts are in Latin-1 at times; a name in them is no reason to stop.
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

#[cfg(test)]
#[path = "crates_test.rs"]
mod tests;
