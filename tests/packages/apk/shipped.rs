//! What the package should hold.

use crate::variable;
use std::collections::BTreeMap;

/// Wolfi's name of the package under test.
pub fn package() -> String {
    format!("postgresql-{}-sketches", variable("APK_MAJOR"))
}

/// Install paths in Wolfi's layout, relative to /, of the release's files, with their content.
pub fn files() -> BTreeMap<String, Vec<u8>> {
    let major = variable("APK_MAJOR");
    let places = [
        (
            format!("/lib/postgresql/{major}/lib/"),
            format!("usr/lib/postgresql{major}/"),
        ),
        (
            format!("/share/postgresql/{major}/"),
            format!("usr/share/postgresql{major}/"),
        ),
    ];
    let place = |path: &str| {
        let found = places.iter().find_map(|(folder, place)| {
            path.split_once(folder.as_str())
                .map(|(_, rest)| format!("{place}{rest}"))
        });
        found.expect("Debian's install layout")
    };
    variable("APK_EXTENSION_FILES")
        .split_whitespace()
        .map(|path| (place(path), std::fs::read(path).unwrap()))
        .collect()
}

/// The file of the repository whose path ends in `end`.
///
/// # Panics
/// There is none.
#[must_use]
pub fn repository_file(end: &str) -> String {
    let files = variable("APK_REPOSITORY");
    let found = files.split_whitespace().find(|file| file.ends_with(end));
    found
        .unwrap_or_else(|| panic!("no {end} in {files}"))
        .to_owned()
}
