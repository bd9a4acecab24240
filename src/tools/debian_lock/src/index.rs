//! Reads a `Packages` index: stanzas of `Field: value` lines, one per package.

use std::collections::BTreeMap;
use std::path::Path;

use crate::error::{Error, Result};

/// What an index says of one `.deb`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Package {
    /// Full version, with epoch.
    pub version: String,
    /// Path below the archive's base (`Filename`).
    pub path: String,
    /// Bytes.
    pub size: u64,
    /// Lower-case hexadecimal, 64 digits.
    pub sha256: String,
}

/// The packages of one (suite, architecture), by name. A name can stand there
/// several times: suites keep an old version while another package needs it.
#[derive(Debug, Default)]
pub struct Index {
    by_name: BTreeMap<String, Vec<Package>>,
}

impl Index {
    /// Parses an index file's text; `path` is only for messages.
    pub fn parse(text: &str, path: &Path) -> Result<Self> {
        let mut index = Index::default();
        for stanza in text.split("\n\n") {
            let Some(name) = field(stanza, "Package") else {
                continue;
            };
            let bad = |field| Error::BadStanza {
                path: path.to_owned(),
                package: name.to_owned(),
                field,
            };
            let get = |name, usable: fn(&str) -> bool| {
                let value = field(stanza, name).filter(|value| usable(value));
                value.map(str::to_owned).ok_or_else(|| bad(name))
            };
            get("Package", is_something)?;
            let package = Package {
                version: get("Version", is_something)?,
                path: get("Filename", is_inside)?,
                size: get("Size", is_something)?
                    .parse()
                    .map_err(|_| bad("Size"))?,
                sha256: get("SHA256", is_sha256)?,
            };
            index
                .by_name
                .entry(name.to_owned())
                .or_default()
                .push(package);
        }
        Ok(index)
    }

    /// Adds the packages of another component of the same suite.
    pub fn extend(&mut self, other: Index) {
        for (name, packages) in other.by_name {
            self.by_name.entry(name).or_default().extend(packages);
        }
    }

    /// All versions of a package, in the file's order.
    pub fn versions(&self, name: &str) -> &[Package] {
        self.by_name.get(name).map_or(&[], Vec::as_slice)
    }

    /// Names that differ from `name` only in their numbers, such as `libicu76`
    /// for `libicu72`: what a package is called in the next suite.
    pub fn similar(&self, name: &str) -> Vec<&str> {
        let wanted = without_numbers(name);
        self.by_name
            .keys()
            .map(String::as_str)
            .filter(|n| without_numbers(n) == wanted)
            .collect()
    }
}

/// `t64` went into library names with Debian 13's 64-bit time and comes and goes likewise.
fn without_numbers(name: &str) -> String {
    name.replace("t64", "")
        .chars()
        .filter(|c| !c.is_ascii_digit() && *c != '.')
        .collect()
}

/// The value of a single-line field. Names of fields are compared as they are
/// written: the archive's own generator never changes their case.
fn field<'a>(stanza: &'a str, name: &str) -> Option<&'a str> {
    stanza
        .lines()
        .find_map(|line| line.strip_prefix(name)?.strip_prefix(':'))
        .map(str::trim)
}

// As build/debian/lock.bzl asks of a pin. That it is a .deb may wait: nobody may want this package.

fn is_something(value: &str) -> bool {
    !value.is_empty()
}

fn is_inside(path: &str) -> bool {
    is_something(path) && !path.starts_with('/') && path.split('/').all(|part| part != "..")
}

fn is_sha256(digest: &str) -> bool {
    digest.len() == 64
        && digest
            .bytes()
            .all(|c| matches!(c, b'0'..=b'9' | b'a'..=b'f'))
}

#[cfg(test)]
mod tests {
    use super::*;

    const SHA: &str = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";

    fn text() -> String {
        let stanza = |name: &str, version: &str| {
            format!("Package: {name}\nVersion: {version}\nDescription: x\n Package: not-a-field\nFilename: pool/{name}.deb\nSize: 12\nSHA256: {SHA}\n")
        };
        [
            stanza("libicu76", "76.1-4"),
            stanza("libssl3t64", "3.5"),
            stanza("two", "1"),
            stanza("two", "2"),
        ]
        .join("\n")
    }

    #[test]
    fn reads_every_version() {
        let index = Index::parse(&text(), Path::new("i")).unwrap();
        let two: Vec<&str> = index
            .versions("two")
            .iter()
            .map(|p| p.version.as_str())
            .collect();
        assert_eq!(two, ["1", "2"]);
        let want = Package {
            version: "76.1-4".into(),
            path: "pool/libicu76.deb".into(),
            size: 12,
            sha256: SHA.into(),
        };
        assert_eq!(index.versions("libicu76"), [want]);
        assert!(index.versions("not-a-field").is_empty());
    }

    #[test]
    fn similar_names_cross_a_change_of_soname() {
        let index = Index::parse(&text(), Path::new("i")).unwrap();
        assert_eq!(index.similar("libicu72"), ["libicu76"]);
        assert_eq!(index.similar("libssl3"), ["libssl3t64"]);
        assert!(index.similar("three").is_empty());
    }

    #[test]
    fn a_stanza_that_no_lock_can_pin_is_refused() {
        for (field, good, bad) in [
            ("SHA256", SHA, ""),
            ("SHA256", SHA, &*"x".repeat(64)),
            ("Filename", "pool/libicu76.deb", "/libicu76.deb"),
            ("Filename", "pool/libicu76.deb", "../libicu76.deb"),
            ("Version", "76.1-4", ""),
            ("Size", "Size: 12", "Size: -1"),
        ] {
            let text = text().replace(good, bad);
            let message = Index::parse(&text, Path::new("i")).unwrap_err().to_string();
            let expected = format!("i: package libicu76 has no usable field {field}");
            assert_eq!(message, expected, "{bad}");
        }
        let unnamed = text().replace("Package: two", "Package:");
        let message = Index::parse(&unnamed, Path::new("i"))
            .unwrap_err()
            .to_string();
        assert_eq!(message, "i: package  has no usable field Package");
    }
}
