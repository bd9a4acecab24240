//! What a person reads when a test fails, and the line that counts the results.

use std::fs;
use std::path::Path;

use similar::TextDiff;

use crate::regress::{Outcome, Verdict};

/// Lines of context in a diff, as `pg_regress` shows.
const CONTEXT: usize = 3;

/// A unified diff from the bytes of `expected` (a file) to `actual`.
pub fn diff(expected: &Path, actual: &[u8], actual_name: &str) -> String {
    let old = fs::read(expected).unwrap_or_default();
    let (old, new) = (
        String::from_utf8_lossy(&old),
        String::from_utf8_lossy(actual),
    );
    let diff = TextDiff::from_lines(&*old, &*new);
    let expected = expected.display().to_string();
    let mut unified = diff.unified_diff();
    unified
        .context_radius(CONTEXT)
        .header(&expected, actual_name);
    unified.to_string()
}

/// One outcome in words; a difference comes with the command that renews.
pub fn describe(outcome: &Outcome, renew: &str) -> String {
    let Outcome { name, took, .. } = outcome;
    match &outcome.verdict {
        Verdict::Same => format!("ok      {name} ({took:.1?})"),
        Verdict::Broken(why) => format!("FAILED  {name} ({took:.1?}): {why}"),
        Verdict::Unknown => format!(
            "FAILED  {name} ({took:.1?}): there is no expected output {name}.out\n\
             to take the actual output as the expected one: {renew}"
        ),
        Verdict::Different(expected) => {
            let diff = diff(
                expected,
                &outcome.actual,
                &format!("actual output of {name}.sql"),
            );
            format!(
                "FAILED  {name} ({took:.1?}): the output differs from the expected one\n{diff}\n\
                 to take the actual output as the expected one: {renew}"
            )
        }
    }
}

/// The closing line, `N passed, N failed`.
pub fn summary(outcomes: &[Outcome]) -> String {
    let failed = failures(outcomes);
    format!("{} passed, {failed} failed", outcomes.len() - failed)
}

/// How many outcomes are not right.
pub fn failures(outcomes: &[Outcome]) -> usize {
    let wrong = |o: &&Outcome| o.verdict != Verdict::Same;
    outcomes.iter().filter(wrong).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    fn outcome(verdict: Verdict) -> Outcome {
        Outcome {
            name: "t".into(),
            took: Duration::from_millis(1500),
            actual: b"SELECT 1;\n 2\n".to_vec(),
            verdict,
        }
    }

    #[test]
    fn a_difference_shows_the_lines_and_the_command() {
        let dir = tempfile::tempdir().unwrap();
        let expected = dir.path().join("t.out");
        fs::write(&expected, "SELECT 1;\n 1\n").unwrap();
        let text = describe(
            &outcome(Verdict::Different(expected)),
            "bazel run //x -- --update",
        );
        assert!(
            text.contains("\n-  1\n") || text.contains("\n- 1\n"),
            "{text}"
        );
        assert!(text.contains("\n+ 2\n"), "{text}");
        assert!(
            text.ends_with("as the expected one: bazel run //x -- --update"),
            "{text}"
        );
    }

    #[test]
    fn everything_but_sameness_is_a_failure() {
        let all = [Verdict::Same, Verdict::Unknown, Verdict::Broken("x".into())];
        let outcomes = all.map(outcome);
        assert_eq!(summary(&outcomes), "1 passed, 2 failed");
    }
}
