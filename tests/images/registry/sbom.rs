//! The SPDX document of each platform's image, found through the registry, against what the
//! image holds and against the locks.

use crate::described::{pushed, Files};
use crate::layouts::index;
use crate::tools::file;
use minimum_elements::missing;
use oci::digest::digest_of;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

#[test]
fn the_extensions_image_says_all_that_is_in_it() {
    for (document, files) in pushed(&index()) {
        let named: BTreeSet<_> = listed(&document, &files).collect();
        assert_eq!(named, files.keys().cloned().collect());
        assert!(crates(&document).contains("pgrx"));
        assert_eq!(contained(&document), BTreeSet::new());
        assert_eq!(missing(&document), [""; 0]);
    }
}

#[test]
fn the_servers_image_names_its_packages() {
    let locked = locked_packages();
    for (document, files) in pushed(&file("POSTGRES")) {
        let own: Vec<_> = listed(&document, &files).collect();
        for end in ["/sketches.so", "/sketches.control", "/pg_entrypoint"] {
            assert!(own.iter().any(|path| path.ends_with(end)), "{end}: {own:?}");
        }
        // Of the extension, and of the entry point alone.
        let crates = crates(&document);
        assert!(crates.contains("pgrx") && crates.contains("signal-hook"));

        // The entry point is static.
        let mut debs = packages(&document, "pkg:deb/");
        let libc = debs.find(|package| package["name"] == "libc6-dev").unwrap();
        let libc = ["name", "versionInfo"].map(|field| text(&libc[field]).to_owned());
        assert!(locked.contains_key(&libc.into()), "{locked:?}");

        // dpkg's own words, which came with the packages.
        let status = files
            .iter()
            .filter(|(path, _)| path.starts_with("var/lib/dpkg/status.d/"));
        let installed: BTreeSet<_> = status.map(|(_, text)| control(text)).collect();
        assert!(installed.len() > 20, "{installed:?}");
        assert_eq!(contained(&document), installed);
        check_sums(&document, &locked);
        assert_eq!(missing(&document), [""; 0]);
    }
}

/// The files that a document lists, each of which is in the image with those bytes.
fn listed<'a>(document: &'a Value, files: &'a Files) -> impl Iterator<Item = String> + 'a {
    rows(document, "files").iter().map(|file| {
        let path = text(&file["fileName"]).trim_start_matches("./").to_owned();
        let bytes = files.get(&path).unwrap_or_else(|| panic!("no {path}"));
        let sums = rows(file, "checksums").iter();
        let mut sums = sums.filter(|sum| sum["algorithm"] == "SHA256");
        let sum = text(&sums.next().unwrap()["checksumValue"]);
        assert_eq!(sum, digest_of(bytes).digest(), "{path}");
        path
    })
}

/// The crates that the extension's Cargo.lock names, or that of our programs.
fn locked() -> Vec<toml::Value> {
    let lock = |variable: &str| -> toml::Value {
        toml::from_str(&std::fs::read_to_string(file(variable)).unwrap()).unwrap()
    };
    ["CARGO_LOCK", "TOOLS_LOCK"]
        .iter()
        .flat_map(|variable| lock(variable)["package"].as_array().unwrap().clone())
        .collect()
}

/// The crates of a document, each of which is locked with that checksum.
fn crates(document: &Value) -> BTreeSet<String> {
    let locked = locked();
    let crates = packages(document, "pkg:cargo/");
    let names = crates.map(|package| {
        let [name, version] = ["name", "versionInfo"].map(|field| text(&package[field]));
        let mut same = locked.iter().filter(|row| {
            row["name"].as_str() == Some(name) && row["version"].as_str() == Some(version)
        });
        let row = same.next().unwrap_or_else(|| panic!("{name} {version}"));
        let sum = text(&package["checksums"][0]["checksumValue"]);
        assert_eq!(row["checksum"].as_str(), Some(sum), "{name} {version}");
        name.to_owned()
    });
    names.collect()
}

/// Name, version, architecture and source of a Debian package.
type Identity = [String; 4];

/// The Debian packages whose files lie in the image.
fn contained(document: &Value) -> BTreeSet<Identity> {
    let relations = rows(document, "relationships").iter();
    let inside: BTreeSet<_> = relations
        .filter(|row| row["relationshipType"] == "CONTAINS")
        .map(|row| text(&row["relatedSpdxElement"]))
        .collect();
    let debs = packages(document, "pkg:deb/");
    let debs = debs.filter(|package| inside.contains(text(&package["SPDXID"])));
    debs.map(|package| {
        let (_, rest) = purl(package).split_once("?arch=").unwrap();
        let architecture = rest.split('&').next().unwrap();
        let source = text(&package["sourceInfo"]).rsplit(' ').next().unwrap();
        let [name, version] = ["name", "versionInfo"].map(|field| text(&package[field]));
        [name, version, architecture, source].map(str::to_owned)
    })
    .collect()
}

/// The same, as a package's control file says it.
fn control(text: &[u8]) -> Identity {
    let text = std::str::from_utf8(text).unwrap();
    let field = |name: &str| {
        let mut lines = text.lines();
        lines.find_map(|line| line.strip_prefix(name)?.strip_prefix(": "))
    };
    let name = field("Package").unwrap();
    // A version in brackets follows where it is another than the package's.
    let source = field("Source").and_then(|source| source.split(' ').next());
    [
        name,
        field("Version").unwrap(),
        field("Architecture").unwrap(),
        source.unwrap_or(name),
    ]
    .map(str::to_owned)
}

/// The digests that the locks of the image's packages have for a name and version.
fn locked_packages() -> BTreeMap<(String, String), BTreeSet<String>> {
    let mut locked: BTreeMap<_, BTreeSet<_>> = BTreeMap::new();
    for lock in std::env::var("DEBIAN_LOCKS").unwrap().split(' ') {
        let lock: Value = serde_json::from_slice(&std::fs::read(lock).unwrap()).unwrap();
        for pin in rows(&lock, "packages") {
            let [name, version, sum] = ["name", "version", "sha256"].map(|key| text(&pin[key]));
            let sums = locked.entry((name.to_owned(), version.to_owned()));
            sums.or_default().insert(sum.to_owned());
        }
    }
    locked
}

/// Digests are the locks', but for pins that Debian has dropped since.
fn check_sums(document: &Value, locked: &BTreeMap<(String, String), BTreeSet<String>>) {
    let mut compared = 0;
    for package in packages(document, "pkg:deb/") {
        let [name, version] = ["name", "versionInfo"].map(|field| text(&package[field]).to_owned());
        if let Some(sums) = locked.get(&(name.clone(), version)) {
            let sum = text(&package["checksums"][0]["checksumValue"]);
            assert!(sums.contains(sum), "{name}: {sum}");
            compared += 1;
        }
    }
    assert!(compared > 0);
}

fn packages<'a>(document: &'a Value, kind: &'a str) -> impl Iterator<Item = &'a Value> {
    let packages = rows(document, "packages").iter();
    packages.filter(move |package| purl(package).starts_with(kind))
}

fn purl(package: &Value) -> &str {
    text(&package["externalRefs"][0]["referenceLocator"])
}

fn rows<'a>(value: &'a Value, field: &str) -> &'a [Value] {
    value[field].as_array().unwrap()
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap()
}
