//! What is refused, and how it is said.

use std::fs;
use std::path::Path;

use prost::Message;
use rules_doc::check::check;
use rules_doc::golden;
use rules_doc::proto::decode;
use rules_doc::render::render;
use rules_doc::table::{self, Table};

use crate::kitchen::kitchen;

#[test]
fn a_table_of_no_module_is_an_error() {
    let table = Table {
        module: "//attic:defs.bzl".into(),
        caption: String::new(),
        columns: Vec::new(),
        rows: Vec::new(),
    };
    let error = render(&[kitchen()], &[table]).expect_err("stray");
    assert_eq!(
        error.to_string(),
        "there is a table for //attic:defs.bzl, but no --module of that file; known: //kitchen:defs.bzl"
    );
}

#[test]
fn a_table_with_a_short_row_is_an_error() {
    let json = r#"{"module": "m", "caption": "", "columns": ["a", "b"], "rows": [["1"]]}"#;
    let error = table::decode(Path::new("t.json"), json).expect_err("short");
    assert!(
        error
            .to_string()
            .contains("2 columns, but a row of 1 cells: [\"1\"]"),
        "{error}"
    );
}

#[test]
fn all_gaps_are_named_at_once() {
    assert!(check(&[kitchen()]).is_ok());
    let mut module = kitchen();
    module.doc = "`cook`, `FoodInfo`".into();
    module.rules[0].attributes[1].doc.clear();
    module.functions[0].doc.clear();
    module.functions[0].parameters[1].doc.clear();
    module.providers[0].fields[0].doc.clear();
    let error = check(&[module]).expect_err("gaps").to_string();
    assert_eq!(
        error,
        "the reference would have gaps:
  - @m//kitchen:cook.bzl: cook has no doc
  - @m//kitchen:cook.bzl: parameter kwargs of cook has no doc
  - @m//kitchen:defs.bzl: field taste of FoodInfo has no doc
  - @m//kitchen:defs.bzl: its docstring doesn't mention `bake`
  - @m//kitchen/oven:oven.bzl: attribute heat of bake has no doc
  it is made of docstrings only; write them, then run: ./tools/bazel run //docs:update"
    );
}

#[test]
fn what_the_extractor_wrote_is_read() {
    let module = kitchen();
    let read = decode(Path::new("m"), &module.encode_to_vec()).expect("a module");
    assert_eq!(read, module);
    let error = decode(Path::new("m"), b"").expect_err("empty").to_string();
    assert!(
        error.starts_with("m: not a ModuleInfo message of starlark_doc_extract: it names no"),
        "{error}"
    );
    let error = decode(Path::new("m"), b"# text")
        .expect_err("text")
        .to_string();
    assert!(error.starts_with("m: not a ModuleInfo message"), "{error}");
}

#[test]
fn a_stale_reference_is_shown_and_renewed() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = |name: &str| folder.path().join(name);
    fs::write(path("old.md"), "same\nold\n").expect("old.md");
    fs::write(path("new.md"), "same\nnew\n").expect("new.md");
    let error = golden::check(&path("old.md"), &path("new.md")).expect_err("stale");
    let error = error.to_string();
    assert!(
        error.contains("old.md differs from what the .bzl files say"),
        "{error}"
    );
    assert!(error.contains("-old\n+new\n"), "{error}");
    assert!(
        error.ends_with("renew it with: ./tools/bazel run //docs:update"),
        "{error}"
    );

    let outside = golden::update(None, Path::new("old.md"), &path("new.md")).expect_err("outside");
    assert!(
        outside
            .to_string()
            .contains("./tools/bazel run //docs:update"),
        "{outside}"
    );
    golden::update(Some(folder.path()), Path::new("old.md"), &path("new.md")).expect("updated");
    assert!(golden::check(&path("old.md"), &path("new.md")).is_ok());
}
