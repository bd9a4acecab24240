//! The archive of a release: the same bytes whenever it is made, and what a user's build loads.

mod contents;

use std::collections::BTreeMap;
use std::fs;
use std::io::Read;

use contents::is_shipped;
use flate2::read::GzDecoder;
use tidy::tree::Tree;

/// The seconds of every member, 2000-01-01T00:00:00Z.
const TIME: u64 = 946_684_800;

fn named(variable: &str) -> String {
    std::env::var(variable).unwrap_or_else(|_| panic!("no {variable}; run this test with Bazel"))
}

fn bytes(variable: &str) -> Vec<u8> {
    fs::read(named(variable)).expect("the archive")
}

/// The files in an archive by their paths below its one folder.
fn files(variable: &str, top: &str) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    let bytes = bytes(variable);
    let mut archive = tar::Archive::new(GzDecoder::new(bytes.as_slice()));
    for entry in archive.entries().expect("an archive") {
        let mut entry = entry.expect("a member");
        let path = String::from_utf8(entry.path_bytes().into_owned()).expect("UTF-8");
        let path = path
            .strip_prefix(top)
            .unwrap_or_else(|| panic!("{path} is not below {top}"));
        if entry.header().entry_type().is_file() {
            let mut content = Vec::new();
            entry.read_to_end(&mut content).expect("a file");
            files.insert(path.to_owned(), content);
        }
    }
    files
}

#[test]
fn two_actions_make_the_same_bytes() {
    assert!(bytes("ARCHIVE") == bytes("AGAIN"));
}

#[test]
fn nothing_of_the_machine_is_in_it() {
    let archive = bytes("ARCHIVE");
    // RFC 1952, 2.3: no name, no time.
    assert_eq!(archive[3..8], [0; 5]);
    let mut archive = tar::Archive::new(GzDecoder::new(archive.as_slice()));
    let mut last = Vec::new();
    for entry in archive.entries().expect("an archive") {
        let entry = entry.expect("a member");
        let (header, path) = (entry.header(), entry.path_bytes().into_owned());
        let said = String::from_utf8_lossy(&path).into_owned();
        assert!(last < path, "{said} is out of order");
        last = path;
        assert_eq!(header.mtime().unwrap(), TIME, "{said}");
        let owner = (header.uid().unwrap(), header.gid().unwrap());
        assert_eq!(owner, (0, 0), "{said}");
        assert_eq!(header.username().unwrap(), Some("root"), "{said}");
        let kind = header.entry_type();
        assert!(kind.is_file() || kind.is_dir(), "{said} is a {kind:?}");
        let mode = if kind.is_dir() { 0o755 } else { 0o644 };
        assert_eq!(header.mode().unwrap(), mode, "{said}");
    }
}

#[test]
fn it_has_what_a_build_loads_and_nothing_else() {
    let tree = Tree::of_workspace().unwrap_or_else(|error| panic!("{error}"));
    let expected: Vec<_> = tree
        .texts()
        .filter(|(file, _)| is_shipped(&file.path))
        .collect();
    let files = files("ARCHIVE", &named("TOP"));
    for (file, text) in &expected {
        let shipped = files.get(&file.path);
        let path = &file.path;
        assert!(
            shipped.is_some(),
            "{path} is not in a release: add it to `srcs` in release/BUILD.bazel, or leave it out in \
             tests/release/contents.rs"
        );
        assert!(
            shipped.unwrap() == text.as_bytes(),
            "{path} is another file"
        );
    }
    let more = files
        .keys()
        .find(|path| !expected.iter().any(|(file, _)| file.path == **path));
    if let Some(path) = more {
        panic!(
            "{path} is in a release, and tests/release/contents.rs says nothing of it: leave it out in \
             release/BUILD.bazel, or name its folder there"
        );
    }
}

#[test]
fn the_registry_is_shown_each_public_file() {
    let files = files("DOCS", "");
    for file in [
        "//build/crates:pgrx_crate.bzl",
        "//build:defs.bzl",
        "//build:extensions.bzl",
        "//build:providers.bzl",
        "//platforms:arches.bzl",
    ] {
        let label = file.as_bytes();
        let has = |content: &Vec<u8>| content.windows(label.len()).any(|part| part == label);
        assert!(files.values().any(has), "no message is of {file}");
    }
    assert_eq!(files.len(), 5);
    assert!(files.keys().all(|path| path.ends_with(".binaryproto")));
}
