//! The files as dpkg-deb lists them.

use crate::dpkg::dpkg_deb;
use crate::fields::field;
use crate::shipped::{changelog, copyright, files, package};
use crate::variable;
use std::collections::BTreeMap;
use std::io::Read;

/// `-rw-r--r-- root/root  123 2000-01-01 00:00 ./usr/...` -> path to the rest.
fn listing() -> BTreeMap<String, String> {
    let lines = dpkg_deb(&["--contents", &variable("DEB")]);
    let split = |line: &str| {
        let words: Vec<_> = line.split_whitespace().collect();
        let [mode, owner, size, date, time, path] = words[..] else {
            panic!("{line}")
        };
        (
            path.to_owned(),
            format!("{mode} {owner} {size} {date} {time}"),
        )
    };
    lines.lines().map(split).collect()
}

#[test]
fn the_package_holds_the_release_and_its_documents_and_nothing_else() {
    let mut expected = BTreeMap::new();
    let listing = listing();
    let sizes = files()
        .into_iter()
        .map(|(path, bytes)| (path, bytes.len().to_string()));
    let documents = [copyright(), changelog()].map(|path| {
        let size = listing[&format!("./{path}")].split(' ').nth(2).unwrap();
        (path, size.to_owned())
    });
    for (path, size) in sizes.chain(documents) {
        for (end, _) in path.match_indices('/') {
            let folder = format!("./{}/", &path[..end]);
            expected.insert(folder, "drwxr-xr-x root/root 0 2000-01-01 00:00".to_owned());
        }
        let line = format!("-rw-r--r-- root/root {size} 2000-01-01 00:00");
        expected.insert(format!("./{path}"), line);
    }
    expected.insert(
        "./".to_owned(),
        "drwxr-xr-x root/root 0 2000-01-01 00:00".to_owned(),
    );
    assert_eq!(listing, expected);
}

/// What lintian asks of both documents.
#[test]
fn the_documents_are_as_policy_wants_them() {
    let folder = tempfile::tempdir().unwrap();
    dpkg_deb(&[
        "--extract",
        &variable("DEB"),
        folder.path().to_str().unwrap(),
    ]);
    let bytes = |path: String| std::fs::read(folder.path().join(path)).unwrap();
    let licences = String::from_utf8(bytes(copyright())).unwrap();
    let terms = [
        "TERMS AND CONDITIONS FOR USE,",
        "TERMS AND CONDITIONS FOR COPYING,",
    ];
    for terms in terms {
        assert!(
            !licences.contains(terms),
            "{terms} is on each Debian system"
        );
    }
    assert!(licences.contains("/usr/share/common-licenses/Apache-2.0."));

    let compressed = bytes(changelog());
    let mut entry = String::new();
    let mut decoder = flate2::read::GzDecoder::new(&compressed[..]);
    decoder.read_to_string(&mut entry).unwrap();
    // RFC 1952: compressed as well as can be, without a time.
    assert_eq!((&compressed[4..8], compressed[8]), (&[0; 4][..], 2));
    let version = field("Version");
    assert!(
        entry.starts_with(&format!("{} ({version}) unstable; ", package())),
        "{entry}"
    );
    let signed = format!(
        "\n -- {}  Sat, 01 Jan 2000 00:00:00 +0000\n",
        field("Maintainer")
    );
    assert!(entry.ends_with(&signed), "{entry}");
}
