//! Files stay small enough to read.

use crate::rule::{Finding, Rule};
use crate::tree::{File, Tree};

/// The rule.
pub const RULE: Rule = Rule {
    name: "no file over 250 lines, and none over 128 KiB",
    why: "a file that long holds more than one concept, and big files stay in every clone for good",
    mend: "split it by concept; make fixtures in the test, or generate them in a build",
    exceptions: &[],
};

/// The longest file that a person wrote, in lines.
const LINES: usize = 250;

/// The biggest file, in bytes.
const BYTES: u64 = 128 << 10;

/// Finds files that are too long or too big; how long machine-written ones are is no matter.
pub fn find(tree: &Tree) -> Vec<Finding> {
    let mut found = Vec::new();
    for file in &tree.files {
        let lines = file.text.as_deref().map_or(0, |text| text.lines().count());
        if lines > LINES && !by_machine(file) {
            found.push(Finding::at(&file.path, LINES + 1, format!("{lines} lines")));
        }
        if file.size > BYTES {
            found.push(Finding::at(
                &file.path,
                0,
                format!("{} KiB", file.size >> 10),
            ));
        }
    }
    found
}

/// Locks, expected output and the generated reference.
fn by_machine(file: &File) -> bool {
    matches!(file.extension(), "lock" | "out")
        || (file.path.starts_with("images/") && file.path.contains("/listing"))
        || file.name().ends_with(".lock.json")
        || file.path == "docs/rules.md"
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(path: &str, text: &str) -> Vec<Finding> {
        find(&Tree::invented(&[(path, text)]))
    }

    #[test]
    fn long_files_are_found_unless_a_machine_wrote_them() {
        assert_eq!(found("a.rs", &"x\n".repeat(250)), []);
        assert_eq!(
            found("a.rs", &"x\n".repeat(251)),
            [Finding::at("a.rs", 251, "251 lines")]
        );
        for path in ["docs/rules.md", "a.lock.json", "a.out"] {
            assert_eq!(found(path, &"x\n".repeat(251)), []);
        }
    }

    #[test]
    fn big_files_are_found_whoever_wrote_them() {
        assert_eq!(found("a.out", &"x".repeat(128 << 10)), []);
        assert_eq!(
            found("a.out", &"x".repeat(129 << 10)),
            [Finding::at("a.out", 0, "129 KiB")]
        );
    }
}
