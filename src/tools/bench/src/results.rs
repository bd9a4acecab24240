//! How all tests ended, architecture by architecture, as Bazel reported it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use serde_json::Value;

use crate::error::Result;
use crate::events::{number, Events};
use crate::machine;
use crate::page::table;

/// The two commands that renew the page.
pub const COMMAND: &str =
    "./tools/bazel test --config=full --build_event_json_file=full.json //...";
pub const RENDER: &str = "./tools/bazel run //bench:results -- full.json";

/// Characters of a day in a time.
const DAY: usize = "2026-01-01".len();
/// What stands for the CPU in the name of a row.
const CPU: &str = "<cpu>";
/// Where a row has no test for a CPU.
const NONE: &str = "-";

/// How a test ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// After so many milliseconds.
    Passed(u64),
    /// It is not for the machine that ran the tests.
    Skipped,
    /// Anything else, in Bazel's word.
    Other(String),
}

/// All tests of one invocation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Results {
    /// By label.
    pub tests: BTreeMap<String, Outcome>,
    /// The day on which it started, as ISO 8601 writes it.
    pub day: String,
}

impl Results {
    /// Reads Bazel's report.
    pub fn read(path: &Path) -> Result<Results> {
        let events = Events::read(path)?;
        let started = events.last("/started/startTime")?;
        // It comes last: a report of a stopped run says too little.
        events.last("/buildMetrics")?;
        Ok(Results {
            tests: events.iter().filter_map(outcome).collect(),
            day: started
                .as_str()
                .unwrap_or_default()
                .chars()
                .take(DAY)
                .collect(),
        })
    }

    fn count(&self, wanted: fn(&Outcome) -> bool) -> usize {
        self.tests
            .values()
            .filter(|outcome| wanted(outcome))
            .count()
    }
}

fn outcome(event: &Value) -> Option<(String, Outcome)> {
    if let Some(summary) = event.get("testSummary") {
        let outcome = match summary["overallStatus"].as_str()? {
            "PASSED" => Outcome::Passed(number(summary, "totalRunDurationMillis")),
            other => Outcome::Other(other.to_lowercase()),
        };
        return Some((label(&event["id"]["testSummary"])?, outcome));
    }
    let skipped = event.pointer("/aborted/reason")? == "SKIPPED";
    let label = label(&event["id"]["targetCompleted"])?;
    (skipped && label.ends_with("_test")).then_some((label, Outcome::Skipped))
}

fn label(id: &Value) -> Option<String> {
    Some(id["label"].as_str()?.to_owned())
}

/// The whole page; `cpus` are the columns.
pub fn render(results: &Results, cpus: &[String]) -> String {
    let passed = results.count(|outcome| matches!(outcome, Outcome::Passed(_)));
    let skipped = results.count(|outcome| *outcome == Outcome::Skipped);
    let others = results.tests.len() - passed - skipped;
    let (rows, rest) = rows(results, cpus);
    format!(
        "# All tests\n\n\
         Written by\n\n    {COMMAND}\n    {RENDER}\n\n\
         on {}, {}; not to be edited.\n\n\
         **{passed} passed, {others} failed, {skipped} skipped**: not for the machine that ran\n\
         them, or for a program that nobody named (`tests/README.md`).\n\n\
         Seconds that each test took, by architecture; `{NONE}`: there is no such test, or\n\
         that PostgreSQL cannot be had for the CPU. Other CPUs than the machine's are emulated.\n\n{}\n\
         Tests of no architecture: {rest}.\n",
        results.day,
        machine::describe(),
        table(&rows),
    )
}

/// The table, and how the tests that are not in it ended.
fn rows(results: &Results, cpus: &[String]) -> (Vec<Vec<String>>, String) {
    let mut by_name: BTreeMap<String, BTreeMap<&str, &Outcome>> = BTreeMap::new();
    let mut rest = BTreeMap::new();
    for (label, outcome) in &results.tests {
        match of_cpu(label, cpus) {
            Some((name, cpu)) => drop(by_name.entry(name).or_default().insert(cpu, outcome)),
            None => *rest.entry(word(outcome)).or_insert(0) += 1,
        }
    }
    let row = |first: String, cell: &dyn Fn(&str) -> String| {
        let mut row = vec![first];
        row.extend(cpus.iter().map(|cpu| cell(cpu)));
        row
    };
    let mut rows = vec![row("test".into(), &str::to_owned)];
    for (name, outcomes) in by_name {
        let cell = |cpu: &str| outcomes.get(cpu).map_or(NONE.into(), |o| cell(o));
        rows.push(row(format!("`{name}`"), &cell));
    }
    let rest: Vec<String> = rest.iter().map(|(word, n)| format!("{n} {word}")).collect();
    (rows, rest.join(", "))
}

/// A label in two: with [`CPU`] in place of the CPU, and that.
fn of_cpu<'a>(label: &str, cpus: &'a [String]) -> Option<(String, &'a str)> {
    let found: BTreeSet<(usize, &str)> = cpus
        .iter()
        .filter_map(|cpu| Some((label.find(&format!("_{cpu}_"))?, cpu.as_str())))
        .collect();
    let (at, cpu) = found.into_iter().next()?;
    let end = &label[at + 1 + cpu.len()..];
    Some((format!("{}{CPU}{end}", &label[..=at]), cpu))
}

fn word(outcome: &Outcome) -> &str {
    match outcome {
        Outcome::Passed(_) => "passed",
        Outcome::Skipped => "skipped",
        Outcome::Other(word) => word,
    }
}

fn cell(outcome: &Outcome) -> String {
    match outcome {
        Outcome::Passed(milliseconds) => format!("{:.1}", *milliseconds as f64 / 1000.0),
        Outcome::Skipped => "skipped".into(),
        Outcome::Other(word) => format!("**{word}**"),
    }
}

#[cfg(test)]
#[path = "results_test.rs"]
mod tests;
