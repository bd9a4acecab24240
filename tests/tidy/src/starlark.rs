//! What a Starlark file loads.

use crate::lines::split;
use crate::tree::File;

/// Calls whose first argument names a file to load.
const CALLS: &[&str] = &["load(", "use_extension(", "use_repo_rule("];

/// The labels that a file loads, each with its line; none where it isn't Starlark.
pub fn loads<'a>(file: &File, text: &'a str) -> Vec<(usize, &'a str)> {
    if !matches!(file.extension(), "bzl" | "bazel") {
        return Vec::new();
    }
    let lines = split(file, text);
    let mut found = Vec::new();
    for (index, line) in lines.iter().enumerate() {
        // A formatter may put the label in the next line.
        let next = lines.get(index + 1).map_or("", |line| line.code);
        let labels = CALLS.iter().filter_map(|call| label(line.code, call, next));
        found.extend(labels.map(|label| (line.number, label)));
    }
    found
}

fn label<'a>(line: &'a str, call: &str, next: &'a str) -> Option<&'a str> {
    let (_, rest) = line.split_once(call)?;
    let rest = if rest.trim().is_empty() { next } else { rest };
    rest.trim_start().strip_prefix('"')?.split('"').next()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tree::Tree;

    #[test]
    fn labels_are_found_in_the_same_or_the_next_line() {
        let text = "load(\":a.bzl\", \"x\")\nload(\n    \"//b:c.bzl\",\n)\n# load(\":d.bzl\")";
        let tree = Tree::invented(&[("x.bzl", text), ("x.rs", text)]);
        assert_eq!(
            loads(&tree.files[0], text),
            [(1, ":a.bzl"), (2, "//b:c.bzl")]
        );
        assert_eq!(loads(&tree.files[1], text), []);
    }

    #[test]
    fn extensions_are_loaded_too() {
        let text = "x = use_extension(\"//b:e.bzl\", \"x\")";
        let tree = Tree::invented(&[("MODULE.bazel", text)]);
        assert_eq!(loads(&tree.files[0], text), [(1, "//b:e.bzl")]);
    }
}
