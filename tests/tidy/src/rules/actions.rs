//! What workflows run of others is named by a commit.

use crate::rule::{Finding, Rule};
use crate::tree::Tree;

/// The rule.
pub const RULE: Rule = Rule {
    name: "an action of a workflow is named by its full commit, and its tag in a comment",
    why: "who owns a tag can move it, and the workflow's token is theirs then",
    mend: "`uses: <owner>/<name>@<40 hexadecimal digits> # <tag>`; `git ls-remote <repository> <tag>^{}` has the commit",
    exceptions: &[],
};

/// Finds others' actions and workflows that are not.
pub fn find(tree: &Tree) -> Vec<Finding> {
    let mut found = Vec::new();
    for (file, text) in tree.texts() {
        if !file.path.starts_with(".github/") {
            continue;
        }
        for (index, line) in text.lines().enumerate() {
            let used = line
                .trim_start()
                .trim_start_matches("- ")
                .strip_prefix("uses:");
            if let Some(used) = used.filter(|used| !is_pinned(used)) {
                found.push(Finding::at(&file.path, index + 1, format!("uses{used}")));
            }
        }
    }
    found
}

fn is_pinned(used: &str) -> bool {
    let (name, tag) = used.split_once(" # v").unwrap_or((used, ""));
    let (_, commit) = name.trim().rsplit_once('@').unwrap_or_default();
    let hexadecimal = |letter: u8| letter.is_ascii_digit() || (b'a'..=b'f').contains(&letter);
    commit.len() == 40 && commit.bytes().all(hexadecimal) && !tag.is_empty()
        || name.trim().starts_with("./")
}

#[cfg(test)]
mod tests {
    use super::*;

    const COMMIT: &str = "0123456789abcdef0123456789abcdef01234567";

    fn found(path: &str, line: &str) -> usize {
        find(&Tree::invented(&[(path, line)])).len()
    }

    #[test]
    fn tags_short_commits_and_bare_ones_are_found() {
        for line in [
            "      - uses: a/b@v4".to_owned(),
            "        uses: a/b".to_owned(),
            "    uses: a/b/.github/workflows/c.yaml@main # v1".to_owned(),
            format!("uses: a/b@{COMMIT}"),
            format!("uses: a/b@{} # v1", &COMMIT[1..]),
        ] {
            assert_eq!(found(".github/workflows/a.yml", &line), 1, "{line}");
        }
    }

    #[test]
    fn commits_with_their_tag_are_not() {
        let pinned = format!("  - uses: a/b@{COMMIT} # v4.1.0");
        assert_eq!(found(".github/workflows/a.yml", &pinned), 0);
        assert_eq!(found(".github/workflows/a.yml", "uses: ./.github/a.yml"), 0);
        assert_eq!(found("a.yml", "uses: a/b@v4"), 0);
    }
}
