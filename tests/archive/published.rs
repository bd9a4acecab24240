//! What an archive of one suite publishes: pool, an index of each component and architecture, signed release.

use std::collections::BTreeSet;

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
    pub architecture: &'static str,
    pub component: &'static str,
    /// Its folder in the archive.
    pub folder: String,
    /// The `.deb` that the index and a pin speak of.
    pub deb: Vec<u8>,
}

impl Package {
    /// One of the component main.
    pub fn new(name: &str, version: &str, deb: Vec<u8>) -> Self {
        Package {
            name: name.to_owned(),
            version: version.to_owned(),
            architecture: ARCHITECTURE,
            component: "main",
            folder: "pool/main".to_owned(),
            deb,
        }
    }

    /// Path in the archive.
    pub fn path(&self) -> String {
        let Package {
            name,
            version,
            architecture,
            folder,
            ..
        } = self;
        format!("{folder}/{name}_{version}_{architecture}.deb")
    }

    /// In hexadecimal.
    pub fn sha256(&self) -> String {
        sha256(&self.deb)
    }

    /// The line of a lock that pins it, of the suite [`SUITE`] of an archive.
    pub fn pin(&self, archive: &str) -> Value {
        json!({
            "name": self.name, "architecture": self.architecture, "version": self.version,
            "suite": SUITE, "archive": archive,
            "path": self.path(), "size": self.deb.len(), "sha256": self.sha256(),
        })
    }

    fn stanza(&self) -> String {
        let Package {
            name,
            version,
            architecture,
            deb,
            ..
        } = self;
        format!(
            "Package: {name}\nVersion: {version}\nArchitecture: {architecture}\nMaintainer: nobody\nDescription: of a test\nFilename: {}\nSize: {}\nSHA256: {}\n\n",
            self.path(), deb.len(), self.sha256(),
        )
    }
}

/// In hexadecimal.
pub fn sha256(bytes: &[u8]) -> String {
    HEXLOWER.encode(&Sha256::digest(bytes))
}

/// A suite, and where its archive lies on the mirror.
pub struct Layout<'a> {
    /// Path of the archive below the mirror.
    pub base: &'a str,
    pub suite: &'a str,
    pub architectures: &'a [&'a str],
    pub components: &'a [&'a str],
}

/// The suite of one architecture and component that most tests need.
const DEBIAN: Layout = Layout {
    base: "debian",
    suite: SUITE,
    architectures: &[ARCHITECTURE],
    components: &["main"],
};

impl Layout<'_> {
    /// Publishes packages on a mirror: the files, indices and a release that list these and no others.
    pub fn publish(&self, mirror: &Mirror, key: &Key, packages: &[&Package]) {
        for package in packages {
            let path = format!("{}/{}", self.base, package.path());
            mirror.put(&path, Answer::Whole(package.deb.clone()));
        }
        let mut indices = Vec::new();
        for component in self.components {
            for architecture in self.architectures {
                let here = packages.iter().filter(|package| {
                    (package.component, package.architecture) == (*component, *architecture)
                });
                let text: String = here.map(|package| package.stanza()).collect();
                indices.push((format!("{component}/binary-{architecture}/Packages"), text));
            }
        }
        for (path, text) in &indices {
            self.put(mirror, path, text);
        }
        self.put(
            mirror,
            "InRelease",
            &key.clear_sign(&self.release(&indices)),
        );
    }

    /// Takes the suite from the mirror; the pool stays.
    pub fn withdraw(&self, mirror: &Mirror) {
        mirror.drop_file(&format!("{}/dists/{}/InRelease", self.base, self.suite));
    }

    fn put(&self, mirror: &Mirror, path: &str, text: &str) {
        let path = format!("{}/dists/{}/{path}", self.base, self.suite);
        mirror.put(&path, Answer::Whole(text.into()));
    }

    fn release(&self, indices: &[(String, String)]) -> String {
        let suite = self.suite;
        let sums: BTreeSet<String> = indices
            .iter()
            .map(|(path, text)| format!(" {} {} {path}\n", sha256(text.as_bytes()), text.len()))
            .collect();
        format!(
            "Origin: test\nSuite: {suite}\nCodename: {suite}\nDate: Tue, 14 Nov 2023 22:13:20 UTC\nArchitectures: {}\nComponents: {}\nSHA256:\n{}",
            self.architectures.join(" "),
            self.components.join(" "),
            sums.into_iter().collect::<String>(),
        )
    }
}

/// Publishes packages in [`SUITE`] of what stands for Debian's archive.
pub fn publish(mirror: &Mirror, key: &Key, packages: &[&Package]) {
    DEBIAN.publish(mirror, key, packages);
}

/// Its index, without the release that vouches for it.
pub fn index_of(packages: &[&Package]) -> String {
    packages.iter().map(|package| package.stanza()).collect()
}

/// Replaces its index alone.
pub fn put_index(mirror: &Mirror, index: &str) {
    DEBIAN.put(mirror, INDEX, index);
}

/// Replaces its release alone.
pub fn put_release(mirror: &Mirror, release: &str) {
    DEBIAN.put(mirror, "InRelease", release);
}

/// The release that vouches for an index, unsigned.
pub fn release(index: &str) -> String {
    DEBIAN.release(&[(INDEX.to_owned(), index.to_owned())])
}

/// The path below the mirror of a path in the archive.
pub fn in_archive(path: &str) -> String {
    format!("{}/{path}", DEBIAN.base)
}

const INDEX: &str = "main/binary-amd64/Packages";
