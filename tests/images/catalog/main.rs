//! What CloudNativePG is told of what ships, against golden texts and the layout's own digest.

use serde_json::Value;

fn read(name: &str) -> String {
    let files = std::env::var("CATALOG").unwrap();
    let mut files = files.split_whitespace();
    let file = files
        .find(|file| file.ends_with(&format!("/{name}")))
        .unwrap();
    std::fs::read_to_string(file).unwrap()
}

/// What `index.json` names, and a registry has after a push.
fn digest() -> String {
    let index = std::env::var("INDEX").unwrap() + "/index.json";
    let index: Value = serde_json::from_slice(&std::fs::read(index).unwrap()).unwrap();
    index["manifests"][0]["digest"].as_str().unwrap().to_owned()
}

#[test]
fn the_catalog_and_the_stanza_name_what_was_built() {
    for (name, golden) in [
        ("catalog.yaml", include_str!("catalog.yaml")),
        ("catalog_pg18.yaml", include_str!("catalog_pg18.yaml")),
    ] {
        assert_eq!(read(name), golden.replace("DIGEST", &digest()), "{name}");
    }
}
