//! The version stands in one place; where another has to name it, it is the same.

use tidy::tree::Tree;

const DEPENDENCY: &str = "bazel_dep(name = \"rules_pgrx\", version = \"";

fn version() -> String {
    std::env::var("VERSION").expect("Bazel sets it")
}

#[test]
fn what_takes_the_module_names_its_version() {
    let tree = Tree::of_workspace().unwrap_or_else(|error| panic!("{error}"));
    let version = version();
    let mut seen = 0;
    for (file, text) in tree.texts().filter(|(file, _)| !file.path.ends_with(".rs")) {
        for (before, _) in text.match_indices(DEPENDENCY) {
            let named = text[before + DEPENDENCY.len()..].split('"').next();
            assert_eq!(
                named,
                Some(version.as_str()),
                "{} names another version than MODULE.bazel: change it there",
                file.path
            );
            seen += 1;
        }
    }
    assert!(seen > 2, "only {seen} files take the module");
}

#[test]
fn the_changelog_has_the_version_first_and_its_day() {
    let tree = Tree::of_workspace().unwrap_or_else(|error| panic!("{error}"));
    let mut texts = tree.texts();
    let (_, changelog) = texts
        .find(|(file, _)| file.path == "CHANGELOG.md")
        .expect("a changelog");
    let headings: Vec<_> = changelog
        .lines()
        .filter(|line| line.starts_with("## "))
        .collect();
    assert_eq!(headings[0], "## [Unreleased]");
    let day = headings[1].strip_prefix(&format!("## [{}] - ", version()));
    let day = day.unwrap_or_else(|| panic!("{} is not {}", headings[1], version()));
    let numbers: Vec<_> = day.split('-').map(str::len).collect();
    assert_eq!(numbers, [4, 2, 2], "{day} is no year-month-day");
}

#[test]
fn the_notes_are_this_versions() {
    let notes = std::env::var("NOTES").expect("Bazel sets it");
    let notes = std::fs::read_to_string(notes).expect("the notes");
    assert!(
        notes.contains(&format!("{DEPENDENCY}{}\"", version())),
        "{notes}"
    );
    assert!(!notes.contains("## ["), "{notes}");
}
