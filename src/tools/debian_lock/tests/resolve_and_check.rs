//! Resolving and checking, against archives of a few rows.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use debian_lock::check::{against_archive, against_intent, Findings};
use debian_lock::error::Result;
use debian_lock::groups::Groups;
use debian_lock::index::Index;
use debian_lock::intent::Intent;
use debian_lock::own::Own;
use debian_lock::resolve::{resolve, Indices};
use debian_lock::store::write_all;

/// An archive of (suite, architecture, package, version) rows.
#[derive(Default)]
struct Rows(BTreeMap<(String, String), Index>);

impl Rows {
    fn new(rows: &[(&str, &str, &str, &str)]) -> Self {
        let mut texts: BTreeMap<(String, String), String> = BTreeMap::new();
        for (suite, architecture, name, version) in rows {
            let text = texts
                .entry((suite.to_string(), architecture.to_string()))
                .or_default();
            let sha256 = "a".repeat(64);
            *text += &format!("Package: {name}\nVersion: {version}\nFilename: pool/{name}_{version}.deb\nSize: 1\nSHA256: {sha256}\n\n");
        }
        let parse = |text: String| Index::parse(&text, Path::new("rows")).unwrap();
        Rows(
            texts
                .into_iter()
                .map(|(key, text)| (key, parse(text)))
                .collect(),
        )
    }
}

impl Indices for Rows {
    fn index(&mut self, _own: Option<&Own>, suite: &str, architecture: &str) -> Result<&Index> {
        Ok(self
            .0
            .entry((suite.to_owned(), architecture.to_owned()))
            .or_default())
    }
}

fn intents(text: &str) -> BTreeMap<String, Intent> {
    BTreeMap::from([(
        "s".to_owned(),
        Intent::parse(text, Path::new("s.yaml"), &Groups::default()).unwrap(),
    )])
}

const TWO_SUITES: &str = "suites: [x, x-security]\narchitectures: [amd64, arm64]\npackages: [p]\n";

#[test]
fn the_newest_version_of_all_suites_wins_on_each_architecture() {
    let mut archive = Rows::new(&[
        ("x", "amd64", "p", "1.9"),
        ("x-security", "amd64", "p", "1.10"),
        ("x", "arm64", "p", "1.9"),
        ("x-security", "arm64", "p", "1.9~1"),
    ]);
    let locks = resolve(&intents(TWO_SUITES), &mut archive).unwrap();
    let got: Vec<_> = locks[0]
        .packages
        .iter()
        .map(|p| {
            (
                p.architecture.as_str(),
                p.version.as_str(),
                p.suite.as_str(),
                p.archive.as_str(),
            )
        })
        .collect();
    assert_eq!(
        got,
        [
            ("amd64", "1.10", "x-security", "debian-security"),
            ("arm64", "1.9", "x", "debian")
        ]
    );
}

#[test]
fn everything_missing_is_reported_at_once_with_similar_names() {
    let mut archive = Rows::new(&[
        ("x", "amd64", "libicu76", "1"),
        ("x", "arm64", "libicu76", "1"),
    ]);
    let text = TWO_SUITES.replace("[p]", "[libicu72, nonsense]");
    let message = resolve(&intents(&text), &mut archive)
        .unwrap_err()
        .to_string();
    let want = "4 packages are wanted but not in the archive; no lock was written:
  s.yaml: libicu72 for amd64 is not in x, x-security; similar: libicu76
  s.yaml: nonsense for amd64 is not in x, x-security
  s.yaml: libicu72 for arm64 is not in x, x-security; similar: libicu76
  s.yaml: nonsense for arm64 is not in x, x-security";
    assert_eq!(message, want);
}

const SET: &str = "suites: [x]\narchitectures: [amd64]\npackages: [p, q]\n";

/// A folder with the lock that `SET` gives from an archive with both packages at version 1.
fn locked(test: &str) -> PathBuf {
    let base = std::env::var_os("TEST_TMPDIR").map_or_else(std::env::temp_dir, Into::into);
    let dir = base.join(format!("debian_lock-check-{}-{test}", std::process::id()));
    fs::create_dir_all(&dir).unwrap();
    let mut archive = Rows::new(&[("x", "amd64", "p", "1"), ("x", "amd64", "q", "1")]);
    write_all(&dir, &resolve(&intents(SET), &mut archive).unwrap()).unwrap();
    dir
}

#[test]
fn a_lock_is_held_against_its_yaml() {
    let dir = locked("intent");
    assert_eq!(
        against_intent(&dir, &intents(SET)).unwrap(),
        Findings::default()
    );
    let changed = SET.replace("[p, q]", "[p, r]").replace("[x]", "[y]");
    let findings = against_intent(&dir, &intents(&changed)).unwrap();
    let want = [
        "s.lock.json: r for amd64 is wanted but not pinned",
        "s.lock.json: q for amd64 is pinned but not wanted",
        "s.lock.json: p for amd64 is pinned from x, but wanted from y",
        "s.lock.json: q for amd64 is pinned from x, but wanted from y",
    ];
    assert_eq!(findings.problems, want);
    fs::remove_file(dir.join("s.lock.json")).unwrap();
    assert_eq!(
        against_intent(&dir, &intents(SET)).unwrap().problems,
        ["s.yaml: has no lock"]
    );
    fs::remove_dir_all(dir).unwrap();
}

#[test]
fn a_pin_is_held_against_the_archive() {
    let dir = locked("archive");
    let check = |rows: &[(&str, &str, &str, &str)]| {
        let found = against_archive(&dir, &intents(SET), &mut Rows::new(rows)).unwrap();
        (found.problems, found.notes)
    };
    let none: Vec<String> = Vec::new();
    assert_eq!(
        check(&[("x", "amd64", "p", "1"), ("x", "amd64", "q", "1")]),
        (none.clone(), none.clone())
    );
    let gone = [
        "s.lock.json: p 1 for amd64 is gone from x; x has 2".to_owned(),
        "s.lock.json: q 1 for amd64 is gone from x, without a successor".to_owned(),
    ];
    assert_eq!(
        check(&[("x", "amd64", "p", "2")]),
        (gone.to_vec(), none.clone())
    );
    let newer = "s.lock.json: q 1 for amd64: x has 2".to_owned();
    let rows = [
        ("x", "amd64", "p", "1"),
        ("x", "amd64", "q", "1"),
        ("x", "amd64", "q", "2"),
    ];
    assert_eq!(check(&rows), (none, vec![newer]));
    fs::remove_dir_all(dir).unwrap();
}
