//! Invariant 7: what a user would write loads only what a user may.

use crate::rule::{Finding, Rule};
use crate::starlark::loads;
use crate::tree::Tree;

/// The rule.
pub const RULE: Rule = Rule {
    name: "images/ and examples/ load only the public files",
    why: "they are what users copy; a private load there is a promise that nobody made",
    mend: "load it from //build:defs.bzl, //build:extensions.bzl, //build:providers.bzl or //platforms:arches.bzl; \
           make it public there if users need it",
    exceptions: &[],
};

/// Folders written as a user would.
const USERS: &[&str] = &["images/", "examples/"];

/// What a user may load.
const PUBLIC: &[&str] = &[
    "//build:defs.bzl",
    "//build:extensions.bzl",
    "//build:providers.bzl",
    "//platforms:arches.bzl",
];

/// This module's name, as another module's labels have it.
const MODULE: &str = "@rules_pgrx";

/// Finds loads and extensions of anything of ours but the public files.
pub fn find(tree: &Tree) -> Vec<Finding> {
    let mut found = Vec::new();
    for (file, text) in tree.texts() {
        if !USERS.iter().any(|folder| file.path.starts_with(folder)) {
            continue;
        }
        let own_module = own_module(tree, &file.path);
        for (line, label) in loads(file, text) {
            if private(label, own_module) {
                found.push(Finding::at(&file.path, line, format!("loads {label}")));
            }
        }
    }
    found
}

/// Whether a folder above the file is a module of its own, so that `//` isn't ours.
fn own_module(tree: &Tree, path: &str) -> bool {
    path.match_indices('/').any(|(end, _)| {
        let module = format!("{}/MODULE.bazel", &path[..end]);
        tree.files.iter().any(|file| file.path == module)
    })
}

fn private(label: &str, own_module: bool) -> bool {
    let ours = match label.strip_prefix(MODULE) {
        Some(rest) => rest,
        None if label.starts_with("//") && !own_module => label,
        None => return false,
    };
    let in_users = USERS
        .iter()
        .any(|folder| ours.trim_start_matches('/').starts_with(folder));
    !in_users && !PUBLIC.contains(&ours)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(files: &[(&str, &str)]) -> Vec<String> {
        find(&Tree::invented(files))
            .into_iter()
            .map(|finding| finding.what)
            .collect()
    }

    #[test]
    fn private_loads_are_found() {
        let text = "load(\"//build/image:layer.bzl\", \"x\")\nload(\n    \"@rules_pgrx//build/llvm:a.bzl\",\n)";
        let expected = [
            "loads //build/image:layer.bzl",
            "loads @rules_pgrx//build/llvm:a.bzl",
        ];
        assert_eq!(found(&[("images/a/BUILD.bazel", text)]), expected);
        let module = "x = use_extension(\"@rules_pgrx//build/private:y.bzl\", \"y\")";
        assert_eq!(found(&[("examples/a/MODULE.bazel", module)]).len(), 1);
    }

    #[test]
    fn public_foreign_and_own_ones_are_not() {
        let text = "load(\"//build:defs.bzl\", \"x\")\nload(\"@rules_pkg//p:t.bzl\", \"t\")\nload(\":a.bzl\", \"a\")";
        assert_eq!(found(&[("examples/a/BUILD.bazel", text)]), [""; 0]);
        let own = ("examples/a/b/c.bzl", "load(\"//b:d.bzl\", \"d\")");
        assert_eq!(found(&[("examples/a/MODULE.bazel", ""), own]), [""; 0]);
        assert_eq!(found(&[own]).len(), 1);
    }

    #[test]
    fn the_rest_of_the_tree_may_load_what_it_likes() {
        assert_eq!(
            found(&[("tests/a/BUILD.bazel", "load(\"//build/llvm:a.bzl\", \"x\")")]),
            [""; 0]
        );
    }
}
