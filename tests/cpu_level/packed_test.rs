//! What packages and images of a level say of it.

use std::io::Read;

use flate2::read::MultiGzDecoder;
use oci::layout::Layout;

fn variable(name: &str) -> String {
    std::env::var(name).expect(name)
}

/// The file `name` of a tar archive in gzip.
fn member(archive: impl Read, name: &str) -> String {
    let mut archive = tar::Archive::new(MultiGzDecoder::new(archive));
    let mut text = String::new();
    for entry in archive.entries().unwrap() {
        let mut entry = entry.unwrap();
        if entry.path().unwrap().ends_with(name) {
            entry.read_to_string(&mut text).unwrap();
            return text;
        }
    }
    panic!("there is no {name}");
}

fn has(text: &str, lines: &[&str]) {
    for line in lines {
        assert!(
            text.lines().any(|it| it == *line),
            "there is no {line:?} in:\n{text}"
        );
    }
}

#[test]
fn a_deb_stands_for_the_one_for_every_cpu() {
    let mut archive = ar::Archive::new(std::fs::File::open(variable("DEB")).unwrap());
    archive.next_entry().unwrap().unwrap();
    let control = member(archive.next_entry().unwrap().unwrap(), "control");
    has(
        &control,
        &[
            "Package: postgresql-17-cpu-level-x86-64-v3",
            "Provides: postgresql-17-cpu-level (= 0.1.0)",
            "Conflicts: postgresql-17-cpu-level",
            "Replaces: postgresql-17-cpu-level",
            " For CPUs of the level x86-64-v3 and above.",
        ],
    );
}

#[test]
fn an_apk_too() {
    let info = member(std::fs::File::open(variable("APK")).unwrap(), ".PKGINFO");
    has(
        &info,
        &[
            "pkgname = postgresql-17-cpu-level-x86-64-v3",
            "provides = postgresql-17-cpu-level=0.1.0-r0",
        ],
    );
}

#[test]
fn an_spdx_document_says_the_level() {
    let text = std::fs::read_to_string(variable("SBOM")).unwrap();
    let comment = "Loads with glibc 2.28 and later, on CPUs of the level x86-64-v3 and above.";
    assert!(text.contains(comment), "{text}");
}

#[test]
fn an_index_has_both_and_labels_say_which() {
    let images = Layout::open(variable("INDEX").as_ref())
        .unwrap()
        .images()
        .unwrap();
    let found: Vec<_> = images
        .iter()
        .map(|image| {
            let level = &image.config["config"]["Labels"]["pgrx.cpu_level"];
            (image.platform.to_string(), level.as_str())
        })
        .collect();
    let wanted = [
        ("linux/amd64".to_owned(), None),
        ("linux/amd64/v3".to_owned(), Some("x86-64-v3")),
    ];
    assert_eq!(found, wanted);
}
