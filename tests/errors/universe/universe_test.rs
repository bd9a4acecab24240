//! `module/` with one thing wrong, and what its user is told: which file, what is wrong, what
//! mends it.

mod git;
mod package;
mod package_texts;
mod texts;

use consumers::{Bazel, Consumer};
use package_texts::*;
use texts::*;

const TARGET: &str = "//:hello_x86_64_pg17";
const LOCKED: &str = "--repo_env=RULES_PGRX_LOCKED=1";

const DEPENDENCIES: &str = "[dependencies]\n";

fn hello(bazel: &Bazel) -> Consumer<'_> {
    Consumer::place(bazel, "tests/errors/universe/module")
}

/// The text's lines stand in what was said, in a row.
fn says(said: &str, text: &str) {
    assert!(
        said.contains(text),
        "it is not said that{text}\nbut:\n{said}"
    );
}

/// The text is said in a row, and once: Bazel repeats what its rules of repositories fail with.
fn says_once(said: &str, text: &str) {
    says(said, text);
    let first = text.trim().lines().next().expect("a line");
    assert_eq!(said.matches(first).count(), 1, "{said}");
}

/// The extension depends on a crate, as a line of Cargo.toml says.
fn depend_on(consumer: &mut Consumer<'_>, line: &str) {
    consumer.edit(
        "Cargo.toml",
        DEPENDENCIES,
        &format!("{DEPENDENCIES}{line}\n"),
    );
}

/// Cargo.lock has a crate that the extension depends on, and that comes before pgrx.
fn lock_crate(consumer: &mut Consumer<'_>, name: &str, locked: &str) {
    let dependency = " \"pgrx\",\n";
    consumer.edit(
        "Cargo.lock",
        dependency,
        &format!(" \"{name}\",\n{dependency}"),
    );
    let package = "[[package]]\nname = \"pgrx\"";
    consumer.edit("Cargo.lock", package, &format!("{locked}{package}"));
}

#[test]
fn no_lock() {
    let bazel = consumers::bazel();
    let mut consumer = hello(&bazel);
    consumer.remove("Cargo.lock");
    says_once(&consumer.refusal(TARGET, &[]), NO_LOCK);
    consumer.is_untouched();
}

/// A dependency that the lock doesn't name.
fn outgrow_the_lock(consumer: &mut Consumer<'_>) {
    depend_on(consumer, "more = { path = \"more\" }");
    consumer.write(
        "more/Cargo.toml",
        "[package]\nname = \"more\"\nversion = \"0.1.0\"\n",
    );
    consumer.write("more/src/lib.rs", "");
}

#[test]
fn a_stale_lock_is_mended_in_a_copy_with_a_warning_unless_locked() {
    let bazel = consumers::bazel();
    let mut consumer = hello(&bazel);
    outgrow_the_lock(&mut consumer);
    says(&consumer.refusal(TARGET, &[LOCKED]), STALE_LOCK);
    says(&consumer.loading(TARGET), MENDED_LOCK);
    consumer.is_untouched();
}

#[test]
fn a_lock_without_a_crate_of_a_registry_is_refused_each_time() {
    let bazel = consumers::bazel();
    let mut consumer = hello(&bazel);
    depend_on(&mut consumer, "cfg-if = \"=1.0.0\"");
    for _ in 0..2 {
        says_once(&consumer.refusal(TARGET, &[]), NOT_LOCKED);
    }
    consumer.is_untouched();
}

#[test]
fn a_path_crate_can_go_again() {
    let bazel = consumers::bazel();
    let mut consumer = hello(&bazel);
    outgrow_the_lock(&mut consumer);
    consumer.loading(TARGET);
    hello(&bazel).loading(TARGET);
}

#[test]
fn an_extension_that_is_not_there() {
    let bazel = consumers::bazel();
    let mut consumer = hello(&bazel);
    let named = "pgrx.crates(\n    extension = \"third\",";
    consumer.edit("MODULE.bazel", "pgrx.crates(", named);
    says_once(&consumer.refusal(TARGET, &[]), NO_SUCH_EXTENSION);
}

#[test]
fn one_extension_of_several() {
    let bazel = consumers::bazel();
    let mut consumer = hello(&bazel);
    consumer.edit("Cargo.toml", "[package]", WORKSPACE);
    consumer.write("other/Cargo.toml", OTHER);
    consumer.write("other/src/lib.rs", "");
    says_once(&consumer.refusal(TARGET, &[]), SEVERAL_EXTENSIONS);
    let named = "pgrx.crates(\n    extension = \"hello\",";
    consumer.edit("MODULE.bazel", "pgrx.crates(", named);
    consumer.loading(TARGET);
}

#[test]
fn a_pgrx_before_0_16() {
    let bazel = consumers::bazel();
    let mut consumer = hello(&bazel);
    for file in ["Cargo.lock", "pgrx/Cargo.toml"] {
        consumer.edit(file, "0.19.4", "0.15.0");
    }
    says_once(&consumer.refusal(TARGET, &[]), TOO_OLD);
    hello(&bazel).loading(TARGET);
}

#[test]
fn a_link_of_bazels_that_cargo_takes_for_a_package() {
    let bazel = consumers::bazel();
    let mut consumer = hello(&bazel);
    consumer.edit("Cargo.toml", "[package]", LINKED_WORKSPACE);
    consumer.write("bazel-linked/README", "");
    says(&consumer.refusal(TARGET, &[]), BAZEL_LINK);
}

#[test]
fn a_manifest_that_is_no_toml_is_said_once_until_it_is_mended() {
    let bazel = consumers::bazel();
    let mut consumer = hello(&bazel);
    let manifest = "pgrx/Cargo.toml";
    consumer.edit(manifest, "[package]", "[package");
    let said = consumer.refusal(TARGET, &[]);
    says_once(&said, NO_TOML);
    consumer.edit(manifest, "[package", "[package]");
    consumer.loading(TARGET);
}

#[test]
fn what_cargo_says() {
    let bazel = consumers::bazel();
    let mut consumer = hello(&bazel);
    consumer.edit("Cargo.toml", "path = \"pgrx\"", "path = \"gone\"");
    let folder = bazel.workspace().display().to_string();
    says(
        &consumer.refusal(TARGET, &[]),
        &CARGO.replace("{folder}", &folder),
    );
}

#[test]
fn a_broken_universe_does_not_fail_its_neighbours() {
    let bazel = consumers::bazel();
    let mut consumer = hello(&bazel);
    consumer.edit(
        "MODULE.bazel",
        "\nuse_repo(",
        &format!("{NEIGHBOUR}\nuse_repo("),
    );
    consumer.write("broken/BUILD.bazel", NEIGHBOUR_BUILD);
    consumer.write("broken/Cargo.toml", "[package]\nname = \"broken\"\n");
    consumer.write("broken/Cargo.lock", CONFLICT);
    consumer.write("broken/src/lib.rs", "");
    consumer.loading(TARGET);
    let said = consumer.refusal("//broken", &[]);
    says_once(
        &said,
        "\n@broken: cargo can't read the workspace of broken/Cargo.toml:\n",
    );
}
