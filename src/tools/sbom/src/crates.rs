//! Linked crates -> packages.

use crate::error::RENEW_CRATES;
use crate::files::checksum;
use crate::purl::purl;
use crate::spdx::{identifier, ExternalRef, Package, Relationship, NOASSERTION};
use crate::Error;
use crate_notices::Crate;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::Path;

/// SHA-256 of each crate's archive by name and version, as Cargo.lock has it.
pub type Checksums = BTreeMap<(String, String), Option<String>>;

#[derive(Deserialize)]
struct Lock {
    package: Vec<Locked>,
}

#[derive(Deserialize)]
struct Locked {
    name: String,
    version: String,
    checksum: Option<String>,
}

/// Reads a Cargo.lock.
///
/// # Errors
/// It cannot be read or is none.
pub fn read_lock(file: &Path) -> Result<Checksums, Error> {
    let text = std::fs::read_to_string(file).map_err(|source| Error::Read {
        file: file.into(),
        source,
    })?;
    let lock: Lock = toml::from_str(&text).map_err(|error| Error::BadLock {
        file: file.into(),
        reason: error.to_string(),
        command: RENEW_CRATES,
    })?;
    let locked = lock.package.into_iter();
    Ok(locked
        .map(|row| ((row.name, row.version), row.checksum))
        .collect())
}

/// The packages of `crates`, and which depends on which.
///
/// # Errors
/// One of them is not in `checksums`, read from `lock`.
pub fn packages(
    crates: &[Crate],
    checksums: &Checksums,
    lock: &Path,
) -> Result<(Vec<Package>, Vec<Relationship>), Error> {
    let mut packages = Vec::new();
    let mut relationships = Vec::new();
    for linked in crates {
        let key = (linked.name.clone(), linked.version.clone());
        let sum = checksums.get(&key).ok_or_else(|| Error::UnlockedCrate {
            name: linked.name.clone(),
            version: linked.version.clone(),
            lock: lock.into(),
        })?;
        let id = crate_id(&format!("{} {}", linked.name, linked.version));
        let depends = linked.deps.iter();
        relationships
            .extend(depends.map(|dep| Relationship::new(&id, "DEPENDS_ON", &crate_id(dep))));
        packages.push(package(linked, id, sum.clone()));
    }
    Ok((packages, relationships))
}

fn crate_id(name_and_version: &str) -> String {
    identifier(&format!("crate-{name_and_version}"))
}

fn package(linked: &Crate, id: String, sum: Option<String>) -> Package {
    let path = format!("cargo/{}", linked.name);
    Package {
        id,
        name: linked.name.clone(),
        version_info: linked.version.clone(),
        supplier: None,
        download_location: NOASSERTION,
        files_analyzed: false,
        package_verification_code: None,
        checksums: sum.into_iter().map(|sum| checksum("SHA256", sum)).collect(),
        source_info: None,
        license_concluded: NOASSERTION,
        license_declared: linked
            .licence
            .clone()
            .unwrap_or_else(|| NOASSERTION.to_owned()),
        copyright_text: NOASSERTION.to_owned(),
        external_refs: vec![ExternalRef::purl(purl(&path, &linked.version, &[]))],
        primary_package_purpose: Some("LIBRARY".to_owned()),
    }
}
