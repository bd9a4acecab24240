//! The files as dpkg-deb lists them.

use crate::dpkg::dpkg_deb;
use crate::shipped::{copyright, files};
use crate::variable;
use std::collections::BTreeMap;

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
fn the_package_holds_the_release_and_its_copyright_and_nothing_else() {
    let copyright = copyright();
    let mut expected = BTreeMap::new();
    let listing = listing();
    let sizes = files()
        .into_iter()
        .map(|(path, bytes)| (path, bytes.len().to_string()));
    let size_of_copyright = listing[&format!("./{copyright}")]
        .split(' ')
        .nth(2)
        .unwrap()
        .to_owned();
    for (path, size) in sizes.chain([(copyright, size_of_copyright)]) {
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
