//! A rule, what breaks it, and the files that may.

use std::fmt::Write;

/// Something that holds everywhere in the tree.
#[derive(Debug)]
pub struct Rule {
    /// A few words.
    pub name: &'static str,
    /// Why it is worth holding.
    pub why: &'static str,
    /// What to do about a finding.
    pub mend: &'static str,
    /// Where the rule doesn't hold.
    pub exceptions: &'static [Exception],
}

/// Files that a rule doesn't hold for.
#[derive(Debug)]
pub struct Exception {
    /// A path in the tree; `*` stands for one folder or file name, a trailing `/` for
    /// everything below.
    pub path: &'static str,
    /// Why.
    pub reason: &'static str,
}

/// A place where a rule is broken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The file or folder, relative to the workspace.
    pub path: String,
    /// The line, counted from 1; 0 where the file as a whole is meant.
    pub line: usize,
    /// What is there.
    pub what: String,
}

impl Finding {
    /// A finding at a line.
    pub fn at(path: &str, line: usize, what: impl Into<String>) -> Self {
        Finding {
            path: path.to_owned(),
            line,
            what: what.into(),
        }
    }
}

/// Holds a rule: no finding but the excepted, and no exception without a finding.
///
/// # Errors
/// All findings with the rule's reason and remedy; then all exceptions that nothing needs.
pub fn hold(rule: &Rule, findings: &[Finding]) -> Result<(), String> {
    let mut message = String::new();
    let excepted = |finding: &Finding| {
        rule.exceptions
            .iter()
            .any(|e| matches(e.path, &finding.path))
    };
    for finding in findings.iter().filter(|finding| !excepted(finding)) {
        let Finding { path, line, what } = finding;
        let place = if *line > 0 {
            format!("{path}:{line}")
        } else {
            path.clone()
        };
        let _ = writeln!(message, "{place}: {what}");
    }
    if !message.is_empty() {
        let _ = writeln!(
            message,
            "  rule: {}\n  why: {}\n  do: {}",
            rule.name, rule.why, rule.mend
        );
    }
    for exception in rule.exceptions {
        if !findings
            .iter()
            .any(|finding| matches(exception.path, &finding.path))
        {
            let Exception { path, .. } = exception;
            let _ = writeln!(
                message,
                "{path}: an exception of the rule \"{}\" that nothing needs any more; remove it from the table beside the rule, in tests/tidy/src/rules",
                rule.name
            );
        }
    }
    if message.is_empty() {
        Ok(())
    } else {
        Err(message)
    }
}

/// Whether an exception's path covers a file.
fn matches(pattern: &str, path: &str) -> bool {
    let below = pattern.ends_with('/');
    let pattern: Vec<_> = pattern.trim_end_matches('/').split('/').collect();
    let path: Vec<_> = path.split('/').collect();
    let long_enough = if below {
        path.len() > pattern.len()
    } else {
        path.len() == pattern.len()
    };
    long_enough
        && pattern
            .iter()
            .zip(&path)
            .all(|(wanted, name)| *wanted == "*" || wanted == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    const RULE: Rule = Rule {
        name: "no cats",
        why: "they scratch",
        mend: "take a dog",
        exceptions: &[Exception {
            path: "farm/*/barn/",
            reason: "mice",
        }],
    };

    #[test]
    fn a_finding_is_told_with_place_rule_reason_and_remedy() {
        let findings = [
            Finding::at("a.rs", 3, "a cat"),
            Finding::at("farm/x/barn/y", 0, "a cat"),
        ];
        let message = hold(&RULE, &findings).expect_err("a cat");
        assert_eq!(
            message,
            "a.rs:3: a cat\n  rule: no cats\n  why: they scratch\n  do: take a dog\n"
        );
    }

    #[test]
    fn an_exception_that_nothing_needs_is_an_error() {
        let message = hold(&RULE, &[]).expect_err("stale");
        let expected =
            "farm/*/barn/: an exception of the rule \"no cats\" that nothing needs any more";
        assert!(message.starts_with(expected), "{message}");
    }

    #[test]
    fn exceptions_cover_what_they_say() {
        assert!(hold(&RULE, &[Finding::at("farm/x/barn/deep/y", 1, "a cat")]).is_ok());
        for path in [
            "farm/barn/y",
            "farm/x/barn",
            "farm/x/house/y",
            "z/farm/x/barn/y",
        ] {
            assert!(
                hold(&RULE, &[Finding::at(path, 1, "a cat")]).is_err(),
                "{path}"
            );
        }
        assert!(matches("a/b.rs", "a/b.rs") && !matches("a/b.rs", "a/b.rs/c"));
    }
}
