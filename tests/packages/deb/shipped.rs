//! What the package should hold.

use crate::variable;
use std::collections::BTreeMap;

/// Debian's name of the package under test.
pub fn package() -> String {
    let extension = variable("DEB_EXTENSION").replace('_', "-");
    format!("postgresql-{}-{extension}", variable("DEB_MAJOR"))
}

/// Install paths, relative to /, of the release's files, with their content.
pub fn files() -> BTreeMap<String, Vec<u8>> {
    let files = variable("DEB_EXTENSION_FILES");
    let below = |path: &str| {
        let starts = ["/lib/postgresql/", "/share/postgresql/"];
        let start = starts.iter().find_map(|start| path.find(start));
        format!("usr{}", &path[start.expect("Debian's install layout")..])
    };
    files
        .split_whitespace()
        .map(|path| (below(path), std::fs::read(path).unwrap()))
        .collect()
}

/// The place of the package's copyright file.
pub fn copyright() -> String {
    format!("usr/share/doc/{}/copyright", package())
}

/// The place of its changelog.
pub fn changelog() -> String {
    format!("usr/share/doc/{}/changelog.gz", package())
}
