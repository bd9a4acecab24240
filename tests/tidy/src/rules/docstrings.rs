//! Every `.bzl` file and every public function in it has a docstring. A test suite's
//! macro, in `*_test.bzl`, would only repeat its file's.

use crate::rule::{Finding, Rule};
use crate::tree::Tree;

/// The rule.
pub const RULE: Rule = Rule {
    name: "every .bzl file and every public function in it has a docstring",
    why: "the file's is the tour, the function's is the contract; docs/rules.md is made of them",
    mend: "write it as the first statement, or start the function's name with _ if only its file calls it",
    exceptions: &[],
};

/// Finds files and functions without one.
pub fn find(tree: &Tree) -> Vec<Finding> {
    let mut found = Vec::new();
    for (file, text) in tree.texts().filter(|(file, _)| file.extension() == "bzl") {
        let lines: Vec<_> = text.lines().collect();
        if !opens(lines.iter().copied()) {
            found.push(Finding::at(&file.path, 1, "the file has no docstring"));
        }
        if file.name().ends_with("_test.bzl") {
            continue;
        }
        for (index, line) in lines.iter().enumerate() {
            let Some(name) = public_function(line) else {
                continue;
            };
            let end = lines[index..]
                .iter()
                .position(|line| line.trim_end().ends_with(':'));
            let body = end.map_or(&[][..], |end| &lines[index + end + 1..]);
            if !opens(body.iter().copied()) {
                found.push(Finding::at(
                    &file.path,
                    index + 1,
                    format!("{name} has no docstring"),
                ));
            }
        }
    }
    found
}

/// The name in `def name(`, unless it is private or an inner function.
fn public_function(line: &str) -> Option<&str> {
    let (name, _) = line.strip_prefix("def ")?.split_once('(')?;
    (!name.starts_with('_')).then_some(name)
}

/// Whether the first line that is neither empty nor a comment starts a string.
fn opens<'a>(lines: impl Iterator<Item = &'a str>) -> bool {
    let mut statements = lines
        .map(str::trim_start)
        .filter(|line| !line.is_empty() && !line.starts_with('#'));
    statements.next().is_some_and(|line| line.starts_with('"'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<Finding> {
        find(&Tree::invented(&[("a.bzl", text)]))
    }

    #[test]
    fn missing_docstrings_are_found() {
        let text = "# x\nload(\":b.bzl\", \"c\")\n\ndef f(\n        a = {\"b\": 1},\n        b = 2):\n    return a\n";
        let expected = [
            Finding::at("a.bzl", 1, "the file has no docstring"),
            Finding::at("a.bzl", 4, "f has no docstring"),
        ];
        assert_eq!(found(text), expected);
    }

    #[test]
    fn a_test_owes_its_files_docstring_only() {
        let suite = find(&Tree::invented(&[("a_test.bzl", "def f():\n    pass\n")]));
        assert_eq!(
            suite,
            [Finding::at("a_test.bzl", 1, "the file has no docstring")]
        );
    }

    #[test]
    fn documented_and_private_ones_are_not() {
        let text = "\"\"\"A.\"\"\"\ndef f(\n        a):\n    \"\"\"F.\"\"\"\n    def g():\n        pass\n\ndef _h():\n    pass\n";
        assert_eq!(found(text), []);
    }
}
