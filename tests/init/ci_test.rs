//! The workflow that users copy: its actions are pinned, and its machine is one that is known to do.

use serde_norway::Value;

fn workflow(path: &str) -> Value {
    let checkout = tidy::tree::workspace().unwrap_or_else(|error| panic!("{error}"));
    let path = checkout.join(path);
    let text = std::fs::read_to_string(&path).unwrap_or_else(|e| panic!("{path:?}: {e}"));
    serde_norway::from_str(&text).unwrap_or_else(|error| panic!("{path:?}: {error}"))
}

fn steps(workflow: &Value) -> Vec<&Value> {
    let jobs = workflow["jobs"].as_mapping().expect("jobs").values();
    jobs.flat_map(|job| job["steps"].as_sequence().expect("steps"))
        .collect()
}

/// Each action with what it is pinned to.
fn actions(workflow: &Value) -> Vec<(&str, &str)> {
    let used = steps(workflow).into_iter();
    let used = used.filter_map(|step| step["uses"].as_str());
    used.map(|action| action.split_once('@').expect("a pin"))
        .collect()
}

#[test]
fn actions_are_pinned_by_commit_and_as_here() {
    let (copied, own) = (
        workflow("examples/ci/github.yml"),
        workflow(".github/workflows/ci.yml"),
    );
    let own = actions(&own);
    for (action, pin) in actions(&copied) {
        let hex = |letter: char| letter.is_ascii_digit() || ('a'..='f').contains(&letter);
        assert!(pin.len() == 40 && pin.chars().all(hex), "{action}@{pin}");
        if let Some((_, here)) = own.iter().find(|(other, _)| *other == action) {
            assert_eq!(pin, *here, "{action}");
        }
    }
    assert_eq!(actions(&copied).len(), 5);
}

#[test]
fn its_machine_is_that_of_this_repository() {
    let copied = workflow("examples/ci/github.yml");
    let own = workflow(".github/workflows/ci.yml");
    let (job, here) = (&copied["jobs"]["extension"], &own["jobs"]["test"]);
    assert_eq!(job["container"], here["container"]);
    let setup = |job: &Value| job["steps"][0]["run"].clone();
    assert_eq!(setup(job), setup(here));
}
