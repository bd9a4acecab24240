//! Pinned Debian packages -> packages.

use crate::error::RENEW_PACKAGES;
use crate::files::checksum;
use crate::purl::purl;
use crate::spdx::{identifier, ExternalRef, Package, NOASSERTION};
use crate::Error;
use serde::Deserialize;
use std::path::{Path, PathBuf};
use std::str::FromStr;

/// Which packages of a lock: `<lock>=<package>,<package>...`, or `<lock>=*` for all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Selection {
    /// `thirdparty/debian/<set>.lock.json`.
    pub lock: PathBuf,
    /// The packages; `None` for all.
    pub names: Option<Vec<String>>,
}

impl FromStr for Selection {
    type Err = Error;

    fn from_str(argument: &str) -> Result<Self, Error> {
        let bad = || Error::BadSelection(argument.to_owned());
        let (lock, names) = argument.split_once('=').ok_or_else(bad)?;
        let names: Vec<_> = names.split(',').map(str::to_owned).collect();
        if lock.is_empty() || names.iter().any(String::is_empty) {
            return Err(bad());
        }
        Ok(Self {
            lock: lock.into(),
            names: (names != ["*"]).then_some(names),
        })
    }
}

/// The schema of build/debian/lock.bzl.
#[derive(Deserialize)]
struct Lock {
    schema: u32,
    packages: Vec<Pin>,
}

#[derive(Deserialize)]
struct Pin {
    name: String,
    architecture: String,
    version: String,
    suite: String,
    path: String,
    sha256: String,
}

impl Pin {
    /// Whether the package is for all architectures.
    fn is_for_all(&self) -> bool {
        self.path.ends_with("_all.deb")
    }
}

const SCHEMA: u32 = 1;

/// Where packages come from, which is what SPDX asks for (7.5), whoever maintains them.
const SUPPLIER: &str = "Organization: Debian";

/// The packages that `selection` names for `architecture`, in the lock's order.
///
/// # Errors
/// The lock cannot be read, or does not pin one of them.
pub fn packages(selection: &Selection, architecture: &str) -> Result<Vec<Package>, Error> {
    let lock = read(&selection.lock)?;
    let about = match lock.packages.first() {
        // Sources, pinned for the machines that compile them, whatever they compile them for.
        Some(first) if lock.packages.iter().all(Pin::is_for_all) => &first.architecture,
        _ => architecture,
    };
    let pins: Vec<_> = lock
        .packages
        .iter()
        .filter(|pin| pin.architecture == about)
        .collect();
    let unpinned = |name: &str| Error::UnpinnedPackage {
        name: name.to_owned(),
        architecture: architecture.to_owned(),
        lock: selection.lock.clone(),
    };
    let wanted = match &selection.names {
        None if pins.is_empty() => return Err(unpinned("*")),
        None => pins,
        Some(names) => {
            let find = |name: &String| {
                pins.iter()
                    .find(|pin| pin.name == *name)
                    .copied()
                    .ok_or_else(|| unpinned(name))
            };
            names.iter().map(find).collect::<Result<_, _>>()?
        }
    };
    Ok(wanted.into_iter().map(package).collect())
}

fn read(file: &Path) -> Result<Lock, Error> {
    let text = files::read_text(file)?;
    let bad = |reason: String| Error::BadLock {
        file: file.into(),
        reason,
        command: RENEW_PACKAGES,
    };
    let lock: Lock = serde_json::from_str(&text).map_err(|error| bad(error.to_string()))?;
    if lock.schema != SCHEMA {
        return Err(bad(format!(
            "schema {}, but schema {SCHEMA} is read here",
            lock.schema
        )));
    }
    Ok(lock)
}

fn package(pin: &Pin) -> Package {
    // pool/[updates/]<component>/<initial>/<source>/<file>: the layout of Debian's archive.
    let source = pin.path.rsplit('/').nth(1).unwrap_or_default();
    let architecture = if pin.is_for_all() {
        "all"
    } else {
        &pin.architecture
    };
    let suite = pin.suite.split('-').next().unwrap_or_default();
    let qualifiers = [
        ("arch", architecture),
        ("distro", suite),
        ("upstream", if source == pin.name { "" } else { source }),
    ];
    let path = format!("deb/debian/{}", pin.name);
    Package {
        id: identifier(&format!("deb-{}-{}", pin.name, pin.architecture)),
        name: pin.name.clone(),
        version_info: pin.version.clone(),
        supplier: SUPPLIER.to_owned(),
        download_location: NOASSERTION,
        files_analyzed: false,
        package_verification_code: None,
        checksums: vec![checksum("SHA256", pin.sha256.clone())],
        source_info: Some(format!("built from Debian's source package {source}")),
        license_concluded: NOASSERTION,
        license_declared: NOASSERTION.to_owned(),
        copyright_text: NOASSERTION.to_owned(),
        external_refs: vec![ExternalRef::purl(purl(&path, &pin.version, &qualifiers))],
        primary_package_purpose: None,
        comment: None,
    }
}
