//! Which actions a build ran, as Bazel reported it.

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::Value;

use crate::error::Result;
use crate::events::{number, Events};

/// Bazel's name for actions that start no process: symlinks, written files.
const INTERNAL: &str = "internal";

/// What one build ran.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Metrics {
    /// Processes started, neither internal nor from a cache.
    pub processes: u64,
    /// Actions that started no process.
    pub internal: u64,
    /// Actions whose outputs came from a disk or remote cache.
    pub cached: u64,
    /// Executed actions by mnemonic, internal ones included.
    pub by_mnemonic: BTreeMap<String, u64>,
}

impl Metrics {
    /// Reads Bazel's report.
    pub fn read(path: &Path) -> Result<Metrics> {
        let events = Events::read(path)?;
        events.last("/buildMetrics/actionSummary").map(parse)
    }
}

fn parse(summary: &Value) -> Metrics {
    let mut metrics = Metrics::default();
    for runner in list(summary, "runnerCount") {
        let count = number(runner, "count");
        match runner["name"].as_str().unwrap_or_default() {
            "total" => {}
            INTERNAL => metrics.internal += count,
            name if name.ends_with("cache hit") => metrics.cached += count,
            _ => metrics.processes += count,
        }
    }
    for action in list(summary, "actionData") {
        let mnemonic = action["mnemonic"].as_str().unwrap_or_default();
        let executed = number(action, "actionsExecuted");
        if executed > 0 {
            metrics.by_mnemonic.insert(mnemonic.into(), executed);
        }
    }
    metrics
}

fn list<'a>(value: &'a Value, field: &str) -> impl Iterator<Item = &'a Value> {
    value[field].as_array().into_iter().flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    const REPORT: &str = r#"{"id":{"started":{}},"started":{}}
{"id":{"buildMetrics":{}},"buildMetrics":{"actionSummary":{"actionsExecuted":"9","actionData":[
{"mnemonic":"Rustc","actionsExecuted":"4","firstStartedMs":"1"},{"mnemonic":"Symlink","actionsExecuted":"3"},
{"mnemonic":"Genrule","actionsCreated":"1"}],"runnerCount":[{"name":"total","count":9},
{"name":"disk cache hit","count":2},{"name":"internal","count":3},{"name":"linux-sandbox","count":4,"execKind":"Local"}]}}}"#;

    fn write(text: &str) -> tempfile::NamedTempFile {
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), text).unwrap();
        file
    }

    #[test]
    fn counts_by_how_an_action_ran_and_by_mnemonic() {
        let one_line_an_event = REPORT
            .replace("[\n", "[")
            .replace("},\n", "},")
            .replace("],\n", "],");
        let metrics = Metrics::read(write(&one_line_an_event).path()).unwrap();
        assert_eq!(
            (metrics.processes, metrics.internal, metrics.cached),
            (4, 3, 2)
        );
        let by: Vec<_> = metrics
            .by_mnemonic
            .iter()
            .map(|(m, n)| (m.as_str(), *n))
            .collect();
        assert_eq!(by, [("Rustc", 4), ("Symlink", 3)]);
    }

    #[test]
    fn a_report_without_metrics_is_no_report() {
        let text = Metrics::read(write("{\"started\":{}}\n").path())
            .unwrap_err()
            .to_string();
        assert!(text.contains("lacks /buildMetrics/actionSummary"), "{text}");
    }
}
