//! The source tree, rule by rule; see [`tidy::rules`].

use std::sync::LazyLock;

use tidy::rule::{hold, Finding, Rule};
use tidy::rules::{
    actions, docstrings, duplicates, hosts, machine_paths, modules, names, natives, public_loads,
    readmes, shell, size, stages,
};
use tidy::tree::Tree;

/// The tree, read once for all tests.
static TREE: LazyLock<Tree> =
    LazyLock::new(|| Tree::of_workspace().unwrap_or_else(|error| panic!("{error}")));

fn check(rule: &Rule, find: impl Fn(&Tree) -> Vec<Finding>) {
    if let Err(message) = hold(rule, &find(&TREE)) {
        panic!("\n{message}");
    }
}

#[test]
fn names_are_spelled_in_rows_and_locks_only() {
    let file = std::env::var("TIDY_NAMES").expect("TIDY_NAMES: see BUILD.bazel");
    let text = std::fs::read_to_string(&file).unwrap_or_else(|error| panic!("{file}: {error}"));
    let rows: names::Names =
        serde_json::from_str(&text).unwrap_or_else(|error| panic!("{file}: {error}"));
    assert!(
        !rows.architectures.is_empty() && !rows.suites.is_empty(),
        "{file}: no rows"
    );
    check(&names::RULE, |tree| names::find(tree, &rows));
}

#[test]
fn shell_is_short() {
    check(&shell::RULE, shell::find);
}

#[test]
fn users_load_public_files_only() {
    check(&public_loads::RULE, public_loads::find);
}

#[test]
fn no_host_is_named() {
    check(&hosts::RULE, hosts::find);
}

#[test]
fn actions_of_workflows_are_pinned() {
    check(&actions::RULE, actions::find);
}

#[test]
fn no_machine_is_known() {
    check(&machine_paths::RULE, machine_paths::find);
}

#[test]
fn nothing_is_kept_the_same_by_hand() {
    check(&duplicates::RULE, duplicates::find);
}

#[test]
fn stages_load_earlier_ones() {
    check(&stages::RULE, stages::find);
}

#[test]
fn files_are_small() {
    check(&size::RULE, size::find);
}

#[test]
fn folders_say_what_they_are() {
    check(&readmes::RULE, readmes::find);
}

#[test]
fn what_left_bazel_is_loaded() {
    check(&natives::RULE, natives::find);
}

#[test]
fn starlark_is_documented() {
    check(&docstrings::RULE, docstrings::find);
}

#[test]
fn modules_of_users_are_no_packages() {
    check(&modules::RULE, modules::find);
}
