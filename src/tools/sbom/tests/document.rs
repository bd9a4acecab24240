//! The document as a whole, from parts of a few rows.

use crate_notices::Crate;
use package_tree::Tree;
use sbom::debian::Selection;
use sbom::document::Parts;
use sbom::{crates, debian, document, Subject};
use serde_json::Value;

const PINS: &str = r#"{"set":"s","schema":1,"packages":[
{"name":"libx","architecture":"arm64","version":"1:1.0+b1","suite":"trixie-security","archive":"debian","path":"pool/updates/main/x/xsource/libx_1.0_arm64.deb","size":1,"sha256":"dd"},
{"name":"data","architecture":"arm64","version":"1","suite":"trixie","archive":"debian","path":"pool/main/d/data/data_1_all.deb","size":1,"sha256":"ee"},
{"name":"libx","architecture":"amd64","version":"1:1.0","suite":"trixie","archive":"debian","path":"pool/main/x/xsource/libx_1.0_amd64.deb","size":1,"sha256":"ff"}
]}"#;

fn linked(name: &str, version: &str, checksum: &str, deps: &[&str]) -> Crate {
    Crate {
        name: name.to_owned(),
        version: version.to_owned(),
        authors: vec![],
        licence: Some("MIT".to_owned()),
        repository: None,
        texts: vec![],
        checksum: Some(checksum.to_owned()),
        deps: deps.iter().map(|dep| (*dep).to_owned()).collect(),
    }
}

/// The document of one file, `a` and a version of `b`, and all pinned packages.
fn make(content: &str, b: &str) -> String {
    let folder = tempfile::tempdir().unwrap();
    let pins = folder.path().join("pins");
    std::fs::write(&pins, PINS).unwrap();
    let list = [
        linked("a", "1.0.0", "aa", &[&format!("b {b}")]),
        linked("b", b, if b == "2.0.1" { "cc" } else { "bb" }, &[]),
    ];
    let (packages, relationships) = crates::packages(&list, "");
    let pinned = |names: &str| {
        let selection: Selection = format!("{}={names}", pins.display()).parse().unwrap();
        debian::packages(&selection, "arm64").unwrap()
    };
    let parts = Parts {
        linked: packages,
        contained: pinned("data"),
        loaded: pinned("libx"),
        relationships,
    };
    let subject = Subject {
        document: "x-arm64".to_owned(),
        name: "x".to_owned(),
        version: "0.1.0".to_owned(),
        licence: "Apache-2.0".to_owned(),
        copyright: "us".to_owned(),
        supplier: String::new(),
        purpose: "LIBRARY".to_owned(),
        comment: String::new(),
        created: 0,
    };
    let mut tree = Tree::default();
    tree.insert("usr/lib/x.so", content.as_bytes().to_vec())
        .unwrap();
    document(&subject, &tree, parts).unwrap()
}

fn purls(document: &Value) -> Vec<&str> {
    let packages = document["packages"].as_array().unwrap();
    packages
        .iter()
        .map(|package| {
            package["externalRefs"][0]["referenceLocator"]
                .as_str()
                .unwrap()
        })
        .collect()
}

#[test]
fn every_part_is_in_it_under_its_own_name() {
    let document: Value = serde_json::from_str(&make("abc", "2.0.0+x")).unwrap();
    assert_eq!(
        purls(&document),
        [
            "pkg:generic/x@0.1.0",
            "pkg:cargo/a@1.0.0",
            "pkg:cargo/b@2.0.0%2Bx",
            "pkg:deb/debian/data@1?arch=all&distro=trixie",
            "pkg:deb/debian/libx@1:1.0%2Bb1?arch=arm64&distro=trixie&upstream=xsource",
        ]
    );
    let relationships: Vec<_> = document["relationships"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| {
            let text = |field: &str| row[field].as_str().unwrap().replace("SPDXRef-", "");
            let (from, to) = (text("spdxElementId"), text("relatedSpdxElement"));
            format!("{from} {} {to}", text("relationshipType"))
        })
        .collect();
    assert_eq!(
        relationships,
        [
            "DOCUMENT DESCRIBES product-x",
            "crate-a-1.0.0 DEPENDS_ON crate-b-2.0.0-x",
            "product-x CONTAINS deb-data-arm64",
            "product-x CONTAINS file-x.so-8df7da489e05",
            "product-x DYNAMIC_LINK deb-libx-arm64",
            "product-x STATIC_LINK crate-a-1.0.0",
            "product-x STATIC_LINK crate-b-2.0.0-x",
        ]
    );
    let b = &document["packages"][2];
    assert_eq!(b["checksums"][0]["checksumValue"], "bb");
    assert_eq!(b["licenseDeclared"], "MIT");
    assert_eq!(document["creationInfo"]["created"], "1970-01-01T00:00:00Z");
}

#[test]
fn the_same_parts_make_the_same_document_and_others_another() {
    let namespace = |text: &str| {
        let document: Value = serde_json::from_str(text).unwrap();
        document["documentNamespace"].as_str().unwrap().to_owned()
    };
    let first = make("abc", "2.0.0+x");
    assert_eq!(first, make("abc", "2.0.0+x"));
    let other_crate = make("abc", "2.0.1");
    let other_file = make("abd", "2.0.0+x");
    assert!(other_crate.contains("pkg:cargo/b@2.0.1") && other_crate.contains("\"cc\""));
    assert_ne!(namespace(&first), namespace(&other_crate));
    assert_ne!(namespace(&first), namespace(&other_file));
    assert!(namespace(&first).starts_with("https://spdx.org/spdxdocs/x-arm64-"));
}

#[test]
fn sources_are_for_what_they_are_compiled_for() {
    let folder = tempfile::tempdir().unwrap();
    let pins = folder.path().join("s.lock.json");
    let data = PINS.lines().nth(2).unwrap().trim_end_matches(',');
    let again = data.replace("arm64", "amd64");
    let text = format!("{}\n{data},\n{again}\n]}}", PINS.lines().next().unwrap());
    std::fs::write(&pins, text).unwrap();
    let all: Selection = format!("{}=*", pins.display()).parse().unwrap();
    let packages = debian::packages(&all, "riscv64").unwrap();
    let names: Vec<_> = packages.iter().map(|package| &package.name).collect();
    assert_eq!(names, ["data"]);
}

#[test]
fn what_is_not_locked_is_an_error() {
    let folder = tempfile::tempdir().unwrap();
    let pins = folder.path().join("s.lock.json");
    std::fs::write(&pins, PINS).unwrap();
    let select = |names: &str| format!("{}={names}", pins.display()).parse::<Selection>();
    let said = |architecture: &str| {
        let error = debian::packages(&select("libx,data").unwrap(), architecture).unwrap_err();
        error
            .to_string()
            .replace(&pins.display().to_string(), "LOCK")
    };
    assert_eq!(
        said("amd64"),
        "LOCK: package data is not pinned for architecture amd64\n  add it to `packages` in the yaml \
         beside it, in rules_pgrx, then run there: ./tools/bazel run //:update"
    );
    assert!(said("riscv64").contains("package libx is not pinned for architecture riscv64"));
    assert!(debian::packages(&select("*").unwrap(), "riscv64").is_err());
    assert!(select("a,,b").is_err() && select("").is_err());
}
