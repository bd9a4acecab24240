//! A Debian archive of one suite: pool, index, signed release.

use data_encoding::HEXLOWER;
use serde_json::{json, Value};
use sha2::{Digest, Sha256};

use crate::mirror::{Answer, Mirror};
use crate::openpgp::Key;

/// Name of the suite; what its architecture is called matters to nobody but apt and the lock.
pub const SUITE: &str = "testsuite";
pub const ARCHITECTURE: &str = "amd64";

/// A package as the archive lists it.
#[derive(Clone)]
pub struct Package {
    pub name: String,
    pub version: String,
    /// The `.deb` that the index and a pin speak of.
    pub deb: Vec<u8>,
}

impl Package {
    pub fn new(name: &str, version: &str, deb: Vec<u8>) -> Self {
        Package {
            name: name.to_owned(),
            version: version.to_owned(),
            deb,
        }
    }

    /// Path in the archive.
    pub fn path(&self) -> String {
        format!(
            "pool/main/{}_{}_{ARCHITECTURE}.deb",
            self.name, self.version
        )
    }

    /// In hexadecimal.
    pub fn sha256(&self) -> String {
        sha256(&self.deb)
    }

    /// The line of a lock that pins it.
    pub fn pin(&self) -> Value {
        json!({
            "name": self.name, "architecture": ARCHITECTURE, "version": self.version,
            "suite": SUITE, "archive": "debian",
            "path": self.path(), "size": self.deb.len(), "sha256": self.sha256(),
        })
    }

    fn stanza(&self) -> String {
        let Package { name, version, deb } = self;
        format!(
            "Package: {name}\nVersion: {version}\nArchitecture: {ARCHITECTURE}\nMaintainer: nobody\nDescription: of a test\nFilename: {}\nSize: {}\nSHA256: {}\n\n",
            self.path(), deb.len(), self.sha256(),
        )
    }
}

/// In hexadecimal.
pub fn sha256(bytes: &[u8]) -> String {
    HEXLOWER.encode(&Sha256::digest(bytes))
}

/// Publishes packages on a mirror: the files, and an index and release that list these and no others.
pub fn publish(mirror: &Mirror, key: &Key, packages: &[&Package]) {
    for package in packages {
        mirror.put(
            &in_archive(&package.path()),
            Answer::Whole(package.deb.clone()),
        );
    }
    let index: String = packages.iter().map(|package| package.stanza()).collect();
    put_index(mirror, &index);
    put_release(mirror, &key.clear_sign(&release(&index)));
}

/// The index, without the release that vouches for it.
pub fn index_of(packages: &[&Package]) -> String {
    packages.iter().map(|package| package.stanza()).collect()
}

/// Replaces the index alone.
pub fn put_index(mirror: &Mirror, index: &str) {
    mirror.put(
        &in_archive(&format!("dists/{SUITE}/{INDEX}")),
        Answer::Whole(index.into()),
    );
}

/// Replaces the release alone.
pub fn put_release(mirror: &Mirror, release: &str) {
    mirror.put(
        &in_archive(&format!("dists/{SUITE}/InRelease")),
        Answer::Whole(release.into()),
    );
}

/// The release that vouches for an index, unsigned.
pub fn release(index: &str) -> String {
    format!(
        "Origin: test\nSuite: {SUITE}\nCodename: {SUITE}\nDate: Tue, 14 Nov 2023 22:13:20 UTC\nArchitectures: {ARCHITECTURE}\nComponents: main\nSHA256:\n {} {} {INDEX}\n",
        sha256(index.as_bytes()), index.len(),
    )
}

/// The path below the mirror of a path in the archive.
pub fn in_archive(path: &str) -> String {
    format!("debian/{path}")
}

const INDEX: &str = "main/binary-amd64/Packages";
