use super::read;
use std::path::Path;

fn write(folder: &Path, list: &str, manifest: &str) -> Result<Vec<super::Crate>, String> {
    let path = folder.join("Cargo.toml");
    std::fs::write(&path, manifest).unwrap();
    let path = path.display().to_string();
    let file = folder.join("crates.json");
    std::fs::write(&file, list.replace("MANIFEST", &path)).unwrap();
    read(&file).map_err(|error| error.to_string().replace(&path, "MANIFEST"))
}

const LIST: &str = r#"{"crates": [{"name": "a", "version": "1.0.0", "checksum": "aa", "manifest": "MANIFEST",
    "licences": ["z/LICENSE", "LICENSE"], "deps": ["b 2.0.0"]}]}"#;

#[test]
fn a_crate_is_described_by_list_and_manifest() {
    let folder = tempfile::tempdir().unwrap();
    let manifest =
        "[package]\nname = \"a\"\nversion = \"1.0.0\"\nauthors = [\"Ann <ann@a.test>\"]\n\
         license = \"MIT/Apache-2.0\"\n";
    let crates = write(folder.path(), LIST, manifest).unwrap();
    let [a] = &crates[..] else {
        panic!("{crates:?}")
    };
    assert_eq!(a.licence.as_deref(), Some("MIT OR Apache-2.0"));
    assert_eq!(a.authors, ["Ann <ann@a.test>"]);
    assert_eq!(a.texts, [Path::new("LICENSE"), Path::new("z/LICENSE")]);
    assert_eq!(a.checksum.as_deref(), Some("aa"));
    assert_eq!(a.deps, ["b 2.0.0"]);
}

#[test]
fn a_crate_without_licence_is_an_error() {
    let folder = tempfile::tempdir().unwrap();
    let said = write(
        folder.path(),
        LIST,
        "[package]\nname = \"a\"\nversion = \"1.0.0\"\n",
    );
    assert_eq!(
        said.unwrap_err(),
        "a 1.0.0 names no licence: MANIFEST has neither `license` nor `license-file`, so it must not \
         be shipped; ask its authors, or take another crate"
    );
}

#[test]
fn the_manifest_of_another_crate_is_an_error() {
    let folder = tempfile::tempdir().unwrap();
    let manifest = "[package]\nname = \"a\"\nversion = \"1.0.1\"\nlicense = \"MIT\"\n";
    assert_eq!(
        write(folder.path(), LIST, manifest).unwrap_err(),
        "MANIFEST: not the Cargo.toml of a 1.0.0: it is that of a 1.0.1"
    );
}

#[test]
fn a_list_of_another_form_is_an_error() {
    let folder = tempfile::tempdir().unwrap();
    let said = write(folder.path(), "{\"crates\": [{}]}", "").unwrap_err();
    assert!(
        said.contains("not a list of crates as build/package/crates.bzl writes it: missing field"),
        "{said}"
    );
}
