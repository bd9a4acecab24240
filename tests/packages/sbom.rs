//! The SPDX document of what ships, against the files and the locks that it was made from.
//!
//! | variable | what it names |
//! |---|---|
//! | `SBOM` | the document |
//! | `SBOM_COMMENT` | what it says of the extension |
//! | `SBOM_ARCHITECTURE` | Debian's name of the architecture |
//! | `SBOM_EXTENSION_FILES` | the files that it is about, space-separated |
//! | `SBOM_CARGO_LOCK` `SBOM_STD_LOCK` | the pins of crates and of the standard library |

use data_encoding::HEXLOWER;
use serde_json::Value;
use sha2::Digest;
use std::collections::{BTreeMap, BTreeSet};

fn variable(name: &str) -> String {
    std::env::var(name).unwrap_or_else(|_| panic!("{name} must be set, see tests/packages/sbom.rs"))
}

fn json(variable_name: &str) -> Value {
    let text = std::fs::read_to_string(variable(variable_name)).unwrap();
    serde_json::from_str(&text).unwrap()
}

fn rows<'a>(document: &'a Value, field: &str) -> &'a [Value] {
    document[field].as_array().unwrap()
}

/// A package's checksum and its package URL, by the URL.
fn packages(document: &Value, kind: &str) -> BTreeMap<String, (String, String)> {
    let describe = |package: &Value| {
        let purl = package["externalRefs"][0]["referenceLocator"].as_str()?;
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let sum = text(&package["checksums"][0]["checksumValue"]);
        purl.starts_with(kind)
            .then(|| (purl.to_owned(), (text(&package["name"]), sum)))
    };
    rows(document, "packages")
        .iter()
        .filter_map(describe)
        .collect()
}

#[test]
fn each_file_has_its_digests_and_no_other_is_named() {
    let document = json("SBOM");
    let mut expected = BTreeMap::new();
    for path in variable("SBOM_EXTENSION_FILES").split_whitespace() {
        let bytes = std::fs::read(path).unwrap();
        let starts = ["/lib/postgresql/", "/share/postgresql/"];
        let start = starts.iter().find_map(|start| path.find(start)).unwrap();
        let sums = [
            (
                "SHA1".to_owned(),
                HEXLOWER.encode(&sha1::Sha1::digest(&bytes)),
            ),
            (
                "SHA256".to_owned(),
                HEXLOWER.encode(&sha2::Sha256::digest(&bytes)),
            ),
        ];
        expected.insert(format!("./usr{}", &path[start..]), BTreeMap::from(sums));
    }
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let found: BTreeMap<_, _> = rows(&document, "files")
        .iter()
        .map(|file| {
            let sums = rows(file, "checksums").iter();
            let sums = sums.map(|sum| (text(&sum["algorithm"]), text(&sum["checksumValue"])));
            (text(&file["fileName"]), sums.collect::<BTreeMap<_, _>>())
        })
        .collect();
    assert_eq!(found, expected);
}

#[test]
fn each_crate_is_locked_and_only_linked_ones_are_named() {
    let document = json("SBOM");
    let crates = packages(&document, "pkg:cargo/");
    let lock = std::fs::read_to_string(variable("SBOM_CARGO_LOCK")).unwrap();
    for (purl, (name, sum)) in &crates {
        let version = purl.rsplit('@').next().unwrap().replace("%2B", "+");
        // No parser: a block of Cargo.lock has name, version, source and checksum in this order.
        let block = format!("[[package]]\nname = \"{name}\"\nversion = \"{version}\"\n");
        let block = &lock[lock
            .find(&block)
            .unwrap_or_else(|| panic!("{purl} isn't locked"))..];
        let block = &block[..block[1..].find("[[package]]").unwrap_or(block.len() - 1)];
        assert!(
            block.contains(&format!("checksum = \"{sum}\"")),
            "{purl}: {sum}"
        );
    }
    let names: BTreeSet<_> = crates.values().map(|(name, _)| name.as_str()).collect();
    for linked in [
        "pgrx",
        "pgrx-pg-sys",
        "datasketches",
        "zstd-safe",
        "zstd-sys",
    ] {
        assert!(names.contains(linked), "{linked} is missing: {names:?}");
    }
    for other in ["bindgen", "cc", "clap", "pgrx-macros", "tar"] {
        assert!(!names.contains(other), "{other} is not linked");
    }
}

#[test]
fn the_minimum_elements_are_there() {
    assert_eq!(minimum_elements::missing(&json("SBOM")), [""; 0]);
}

#[test]
fn the_oldest_glibc_is_named() {
    let document = json("SBOM");
    assert_eq!(document["packages"][0]["comment"], variable("SBOM_COMMENT"));
}

#[test]
fn the_standard_library_is_the_pinned_one() {
    let document = json("SBOM");
    let lock = json("SBOM_STD_LOCK");
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let pins = rows(&lock, "packages").iter();
    let pin = pins.filter(|pin| {
        pin["architecture"] == variable("SBOM_ARCHITECTURE").as_str()
            || text(&pin["path"]).ends_with("_all.deb")
    });
    let expected: BTreeSet<_> = pin
        .map(|pin| (text(&pin["name"]), text(&pin["sha256"])))
        .collect();
    let debs = packages(&document, "pkg:deb/debian/");
    let found: Vec<_> = debs.into_values().collect();
    assert_eq!(found, Vec::from_iter(expected));
    assert_eq!(found.len(), 1);
}

#[test]
fn every_relationship_leads_to_an_element() {
    let document = json("SBOM");
    let id = |row: &Value| row["SPDXID"].as_str().unwrap().to_owned();
    let elements = rows(&document, "packages")
        .iter()
        .chain(rows(&document, "files"));
    let mut known: BTreeSet<_> = elements.map(id).collect();
    let all: BTreeSet<_> = known.clone();
    known.insert(id(&document));
    let mut related = BTreeSet::new();
    for row in rows(&document, "relationships") {
        let from = row["spdxElementId"].as_str().unwrap();
        let to = row["relatedSpdxElement"].as_str().unwrap();
        assert!(known.contains(from) && known.contains(to), "{from} -> {to}");
        related.insert(to.to_owned());
    }
    assert_eq!(related, all, "each element is part of something");
}
