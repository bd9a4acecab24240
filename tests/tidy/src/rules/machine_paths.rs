//! No path of somebody's machine.

use crate::rule::{Exception, Finding, Rule};
use crate::tree::Tree;

/// The rule.
pub const RULE: Rule = Rule {
    name: "no path of a machine",
    why: "it works there and nowhere else",
    mend: "take the path from an argument or the environment, or make a temporary folder; \
           a test that needs a name invents the user `me`",
    exceptions: &[Exception {
        path: "src/tools/elf_gate/",
        reason: "the gate looks for such paths in what ships",
    }],
};

/// Folders at the root that are someone's own.
const PRIVATE: &[&str] = &["home", "root", "Users", "work", "workspace"];

/// Finds absolute paths into private folders.
pub fn find(tree: &Tree) -> Vec<Finding> {
    let mut found = Vec::new();
    for (file, text) in tree.texts() {
        for (index, line) in text.lines().enumerate() {
            for folder in PRIVATE.iter().map(|name| format!("/{name}/")) {
                if starts_path(line, &folder) {
                    let what = format!("a path below {folder}");
                    found.push(Finding::at(&file.path, index + 1, what));
                }
            }
        }
    }
    found
}

/// A folder that is nobody's, for tests.
const NOBODY: &str = "/home/me/";

/// Whether a path starts with `folder`; in `$CACHE/root/x` it only goes on with it.
fn starts_path(line: &str, folder: &str) -> bool {
    line.match_indices(folder).any(|(start, _)| {
        if line[start..].starts_with(NOBODY) {
            return false;
        }
        let before = line[..start].chars().next_back();
        before.is_none_or(|letter| !letter.is_alphanumeric() && !"_-.}>)*/~".contains(letter))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<Finding> {
        find(&Tree::invented(&[("a", text)]))
    }

    #[test]
    fn a_private_path_is_found() {
        let folder = concat!("/ho", "me/");
        let text = format!("x\nlet p = \"{folder}you/src\";");
        assert_eq!(
            found(&text),
            [Finding::at("a", 2, format!("a path below {folder}"))]
        );
        assert_eq!(found(&format!("{folder}you")).len(), 1);
    }

    #[test]
    fn nobodys_path_is_not() {
        assert_eq!(found("PATH=/bin:/home/me/bin"), []);
    }

    #[test]
    fn a_path_that_goes_on_is_not() {
        let inner = concat!("ro", "ot/x");
        for text in [
            format!("$CACHE/{inner}"),
            format!("${{CACHE}}/{inner}"),
            format!("<cache>/{inner}"),
        ] {
            assert_eq!(found(&text), [], "{text}");
        }
    }
}
