//! Invariant 4: no shell script over 20 lines outside `tools/`.

use crate::rule::{Finding, Rule};
use crate::tree::{File, Tree};

/// The longest shell script outside [`HOME`], in lines.
const LIMIT: usize = 20;

/// Where shell may be long: the launcher runs before anything else is there.
const HOME: &str = "tools/";

/// Ways in Starlark to write shell instead of a program.
const SHELL_RULES: &[&str] = &[
    "genrule(",
    "sh_binary(",
    "sh_library(",
    "sh_test(",
    ".run_shell(",
];

/// The rule.
pub const RULE: Rule = Rule {
    name: "no shell script over 20 lines outside tools/, and no shell in actions",
    why: "shell has no types and no tests, and an action that runs it takes the host's programs",
    mend: "write a Rust program in src/tools and hand it arguments; ctx.actions.run or skylib's run_binary starts it",
    exceptions: &[],
};

/// Finds long scripts, and rules that run shell.
pub fn find(tree: &Tree) -> Vec<Finding> {
    let mut found = Vec::new();
    for (file, text) in tree
        .texts()
        .filter(|(file, _)| !file.path.starts_with(HOME))
    {
        let lines = text.lines().count();
        if is_shell(file, text) && lines > LIMIT {
            found.push(Finding::at(
                &file.path,
                LIMIT + 1,
                format!("a shell script of {lines} lines"),
            ));
        }
        if matches!(file.extension(), "bzl" | "bazel" | "BUILD") {
            found.extend(rules(file, text));
        }
    }
    found
}

fn is_shell(file: &File, text: &str) -> bool {
    let first = text.lines().next().unwrap_or_default();
    let interpreter = first
        .strip_prefix("#!")
        .and_then(|line| line.split(['/', ' ']).next_back());
    matches!(file.extension(), "sh" | "bash")
        || interpreter.is_some_and(|name| name.ends_with("sh"))
}

fn rules<'a>(file: &'a File, text: &'a str) -> impl Iterator<Item = Finding> + 'a {
    crate::lines::split(file, text)
        .into_iter()
        .filter_map(|line| {
            let rule = SHELL_RULES.iter().find(|rule| line.code.contains(*rule))?;
            let what = format!("runs shell: {}", rule.trim_matches(['.', '(']));
            Some(Finding::at(&file.path, line.number, what))
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(path: &str, first: &str, lines: usize) -> Vec<Finding> {
        let text = format!("{first}\n{}", "x\n".repeat(lines - 1));
        find(&Tree::invented(&[(path, &text)]))
    }

    #[test]
    fn a_long_script_is_found_by_name_or_first_line() {
        let expected = [Finding::at("a.sh", 21, "a shell script of 21 lines")];
        assert_eq!(found("a.sh", "x", 21), expected);
        for first in ["#!/bin/sh", "#!/usr/bin/env bash", "#! /bin/dash"] {
            assert_eq!(found(".ci/run", first, 21).len(), 1, "{first}");
        }
    }

    #[test]
    fn short_ones_others_and_the_launcher_are_not() {
        assert_eq!(found(".ci/run", "#!/bin/sh", 20), []);
        assert_eq!(found("a.py", "#!/usr/bin/python3", 90), []);
        assert_eq!(found("tools/launcher/setup.sh", "#!/bin/bash", 90), []);
    }

    #[test]
    fn shell_in_actions_is_found() {
        let found = found("a/BUILD.bazel", "genrule(name = \"x\")\n# sh_test(", 2);
        assert_eq!(
            found,
            [Finding::at("a/BUILD.bazel", 1, "runs shell: genrule")]
        );
    }
}
