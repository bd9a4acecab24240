//! Every folder says what it is.

use crate::rule::{Finding, Rule};
use crate::tree::Tree;

/// The rule.
pub const RULE: Rule = Rule {
    name: "every package and every top-level folder has a README.md, or a line in one above it",
    why: "a newcomer asks a folder what it is, and what may not live there",
    mend: "write the folder's README.md, or name it in backticks in that of the folder above, as `name` or `name/`",
    exceptions: &[],
};

/// Finds folders that nothing describes.
pub fn find(tree: &Tree) -> Vec<Finding> {
    let folders = tree.folders().into_iter().filter(|folder| {
        let top_level = !folder.is_empty() && !folder.contains('/') && !folder.starts_with('.');
        top_level || has(tree, folder, "BUILD.bazel")
    });
    folders
        .filter(|folder| !described(tree, folder))
        .map(|folder| Finding::at(folder, 0, "no README.md says what it is"))
        .collect()
}

fn described(tree: &Tree, folder: &str) -> bool {
    let mut outer = folder;
    loop {
        if let Some(readme) = readme(tree, outer) {
            return outer == folder || names(readme, outer, folder);
        }
        match (outer.rsplit_once('/'), outer) {
            (Some((above, _)), _) => outer = above,
            (None, "") => return false,
            // The workspace's own README describes the project, not its folders.
            (None, _) => return false,
        }
    }
}

/// Whether the README of `outer` names `folder`, or a folder on the way to it.
fn names(readme: &str, outer: &str, folder: &str) -> bool {
    let way = folder[outer.len()..].trim_start_matches('/');
    let ends = way
        .match_indices('/')
        .map(|(end, _)| end)
        .chain([way.len()]);
    ends.map(|end| &way[..end]).any(|name| {
        [format!("`{name}`"), format!("`{name}/`")]
            .iter()
            .any(|words| readme.contains(words))
    })
}

fn readme<'a>(tree: &'a Tree, folder: &str) -> Option<&'a str> {
    let path = join(folder, "README.md");
    tree.texts()
        .find(|(file, _)| file.path == path)
        .map(|(_, text)| text)
}

fn has(tree: &Tree, folder: &str, name: &str) -> bool {
    let path = join(folder, name);
    tree.files.iter().any(|file| file.path == path)
}

fn join(folder: &str, name: &str) -> String {
    if folder.is_empty() {
        name.to_owned()
    } else {
        format!("{folder}/{name}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(files: &[(&str, &str)]) -> Vec<String> {
        find(&Tree::invented(files))
            .into_iter()
            .map(|finding| finding.path)
            .collect()
    }

    #[test]
    fn packages_and_top_level_folders_are_found() {
        assert_eq!(
            found(&[("a/x.rs", ""), ("a/b/BUILD.bazel", ""), (".ci/run", "")]),
            ["a", "a/b"]
        );
        assert_eq!(found(&[("README.md", "`a`"), ("a/x.rs", "")]), ["a"]);
    }

    #[test]
    fn a_readme_or_a_line_above_will_do() {
        let above = ("a/README.md", "- `b`: bees\n- `c/`: cats");
        assert_eq!(
            found(&[above, ("a/b/BUILD.bazel", ""), ("a/c/d/BUILD.bazel", "")]),
            [""; 0]
        );
        assert_eq!(found(&[above, ("a/d/BUILD.bazel", "")]), ["a/d"]);
        assert_eq!(
            found(&[above, ("a/d/BUILD.bazel", ""), ("a/d/README.md", "")]),
            [""; 0]
        );
    }

    #[test]
    fn the_nearest_readme_must_name_it() {
        let files = [
            ("a/README.md", "`e`"),
            ("a/b/README.md", "bees"),
            ("a/b/e/BUILD.bazel", ""),
        ];
        assert_eq!(found(&files), ["a/b/e"]);
    }
}
