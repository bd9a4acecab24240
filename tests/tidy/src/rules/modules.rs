//! Modules inside the tree are users' of this one, not packages of it.

use crate::rule::{Finding, Rule};
use crate::tree::Tree;

/// The rule.
pub const RULE: Rule = Rule {
    name: "each folder with a MODULE.bazel of its own is in .bazelignore",
    why:
        "`bazel test //...` loads its BUILD files as packages of this module otherwise, and fails \
          although all tests pass",
    mend: "add the folder's path to .bazelignore, a line of its own",
    exceptions: &[],
};

/// Finds modules that are neither named nor below a folder that is.
pub fn find(tree: &Tree) -> Vec<Finding> {
    let ignored: Vec<&str> = tree
        .texts()
        .filter(|(file, _)| file.path == ".bazelignore")
        .flat_map(|(_, text)| text.lines().map(str::trim))
        .collect();
    let modules = tree
        .files
        .iter()
        .filter_map(|file| Some((file, file.path.strip_suffix("/MODULE.bazel")?)));
    modules
        .filter(|(_, folder)| !ignored.iter().any(|path| holds(path, folder)))
        .map(|(file, _)| Finding::at(&file.path, 0, "not in .bazelignore"))
        .collect()
}

fn holds(path: &str, folder: &str) -> bool {
    folder
        .strip_prefix(path)
        .is_some_and(|rest| !path.is_empty() && (rest.is_empty() || rest.starts_with('/')))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(ignored: &str, module: &str) -> usize {
        find(&Tree::invented(&[
            ("MODULE.bazel", ""),
            (".bazelignore", ignored),
            (module, ""),
        ]))
        .len()
    }

    #[test]
    fn a_module_that_is_not_named_is_found() {
        assert_eq!(found("", "a/b/MODULE.bazel"), 1);
        assert_eq!(found("a/bc\n\n", "a/b/MODULE.bazel"), 1);
        assert_eq!(found("a/b/c", "a/b/MODULE.bazel"), 1);
    }

    #[test]
    fn its_folder_or_one_above_is_named() {
        assert_eq!(found("x\na/b\n", "a/b/MODULE.bazel"), 0);
        assert_eq!(found("a", "a/b/MODULE.bazel"), 0);
    }
}
