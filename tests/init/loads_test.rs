//! Bazel finds the targets of extensions in what `bazel run //:init` has written.
//!
//! `INIT` names the program, `CARGO` the cargo that it is given.

mod program;

use std::fs;

use consumers::{text_of, Consumer};
use program::said;

#[test]
fn a_workspace_with_several_extensions_loads() {
    let bazel = consumers::bazel();
    let mut consumer = Consumer::place(&bazel, "examples/hello");
    let workspace = consumer.workspace();
    let parent = workspace.parent().unwrap();
    // Two new extensions, as members of one workspace.
    let mut lock = String::new();
    for name in ["one", "two"] {
        let member = parent.join(name);
        said(parent, &["--new", name]);
        let text = text_of(&member.join("Cargo.lock"));
        lock = match lock.is_empty() {
            true => text,
            false => with(&lock, &text, name),
        };
        for file in ["Cargo.toml", "src/lib.rs"] {
            let text = text_of(&member.join(file));
            let text = text.split("\n[profile").next().unwrap().to_owned();
            consumer.write(&format!("{name}/{file}"), &text);
        }
        let control = format!("{name}.control");
        let text = text_of(&member.join(&control));
        consumer.write(&format!("{name}/{control}"), &text);
        fs::remove_dir_all(member).unwrap();
    }
    for name in ["MODULE.bazel", "BUILD.bazel", "src/lib.rs"] {
        consumer.remove(name);
    }
    consumer.write("Cargo.lock", &lock);
    consumer.write(
        "Cargo.toml",
        "[workspace]\nmembers = [\"one\", \"two\"]\nresolver = \"2\"\n",
    );
    said(&workspace, &["."]);
    for name in ["one", "two"] {
        consumer.loading(&format!("//:{name}.psql"));
        consumer.loading(&format!("//:{name}.rust_project"));
    }
}

/// A lock with a package of another one.
fn with(lock: &str, other: &str, name: &str) -> String {
    let begin = format!("[[package]]\nname = \"{name}\"\n");
    let (_, rest) = other.split_once(&begin).expect("the package");
    let package = rest.split("\n[[package]]").next().unwrap();
    format!("{}\n{begin}{}\n", lock.trim_end(), package.trim_end())
}

#[test]
fn a_new_extension_loads() {
    let bazel = consumers::bazel();
    let mut consumer = Consumer::place(&bazel, "examples/hello");
    let workspace = consumer.workspace();
    for path in tidy::tree::files(&workspace).unwrap() {
        let name = path.strip_prefix(&workspace).unwrap();
        consumer.remove(name.to_str().unwrap());
    }
    // The folder that the Bazel of these tests has is called so.
    said(&workspace, &["--new", "../consumer"]);
    let heard = consumer.loading("//:consumer.psql");
    assert!(!heard.contains("Cargo.lock doesn't fit"), "{heard}");
}
