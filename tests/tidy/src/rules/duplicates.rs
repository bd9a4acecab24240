//! No comment that asks people to keep two places the same.

use crate::lines::split;
use crate::rule::{Finding, Rule};
use crate::tree::Tree;

/// The rule.
pub const RULE: Rule = Rule {
    name: "no comment asks a reader to keep two places the same",
    why: "the place that the next change forgets is found by a user",
    mend: "derive one from the other, or write a test that compares them; then the comment can go",
    exceptions: &[],
};

/// Openings of such comments, in lower case. Split, so that this file holds none.
const WORDS: &[&str] = &[
    concat!("must ", "match"),
    concat!("should ", "match"),
    concat!("keep in ", "sync"),
    concat!("kept in ", "sync"),
    concat!("stay in ", "sync"),
    concat!("in sync ", "with"),
    concat!("also ", "change"),
    concat!("don't forget ", "to"),
    concat!("remember ", "to"),
];

/// Finds them in comments, docstrings and Markdown.
pub fn find(tree: &Tree) -> Vec<Finding> {
    let mut found = Vec::new();
    for (file, text) in tree.texts() {
        for line in split(file, text) {
            let prose = line.prose.to_lowercase();
            let words = WORDS.iter().filter(|words| prose.contains(*words));
            found.extend(
                words.map(|words| Finding::at(&file.path, line.number, format!("\"{words}\""))),
            );
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plea_in_a_comment_is_found_and_an_error_text_is_not() {
        let words = WORDS[0];
        let text = format!("x = 1  # M{} y in z\nfail(\"a {words} b\")", &words[1..]);
        let found = find(&Tree::invented(&[("a.bzl", &text)]));
        assert_eq!(found, [Finding::at("a.bzl", 1, format!("\"{words}\""))]);
    }
}
