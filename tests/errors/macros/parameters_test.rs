//! `build/macros/parameters.bzl` against `docs/rules.md`, which is made of the macros' own signatures.

use std::collections::{BTreeMap, BTreeSet};

type Parameters = BTreeMap<String, BTreeSet<String>>;

fn text_of(variable: &str) -> String {
    let path = std::env::var(variable).expect("the BUILD file sets it");
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// The macros of the reference that hand on what they don't know, with the parameters of each.
fn documented(reference: &str) -> Parameters {
    let mut found = Parameters::new();
    for section in reference.split("\n### ").skip(1) {
        let (name, text) = section.split_once('\n').expect("a heading has a line");
        let section = text.split("\n## ").next().expect("a first part");
        let cells = section.lines().filter_map(|line| line.strip_prefix("| `"));
        let mut names: BTreeSet<String> = cells
            .filter_map(|cell| cell.split_once('`'))
            .map(|(name, _)| name.to_owned())
            .collect();
        if names.remove("**kwargs") && names.remove("name") {
            found.insert(name.to_owned(), names);
        }
    }
    found
}

#[test]
fn each_macro_that_hands_on_has_its_parameters_listed() {
    let json = text_of("PARAMETERS");
    let mut listed: Parameters = serde_json::from_str(&json).expect("sets of names");
    let documented = documented(&text_of("RULES"));
    for (name, parameters) in &documented {
        let known = listed.remove(name);
        assert_eq!(
            known.as_ref(),
            Some(parameters),
            "{name} in build/macros/parameters.bzl"
        );
    }
    assert!(listed.is_empty(), "{listed:?} are no such macros");
    assert!(documented.contains_key("pgrx_crate"));
}
