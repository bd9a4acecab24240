//! `module/` with one thing wrong, and what its user is told: which file, what is wrong, what
//! mends it.

use consumers::{Bazel, Consumer};

const TARGET: &str = "//:hello_x86_64_pg17";
const LOCKED: &str = "--repo_env=RULES_PGRX_LOCKED=1";

const DEPENDENCIES: &str = "[dependencies]\n";

const NO_LOCK: &str = "
@crates: there is no Cargo.lock, so nothing says which versions of its crates are meant.
To mend it: cargo generate-lockfile --manifest-path Cargo.toml
";

const STALE_LOCK: &str = "
@crates: Cargo.lock doesn't fit its Cargo.toml, and --config=locked (RULES_PGRX_LOCKED=1) wants it to.
To mend it: run `cargo update --workspace` beside it, and commit the lock.
";

const MENDED_LOCK: &str = "
WARNING: @crates: Cargo.lock doesn't fit its Cargo.toml; this build uses a copy that cargo has mended.
To mend it: run `cargo update --workspace` beside it, and commit the lock.
";

const UNKNOWN_MAJOR: &str = r#"
pgrx_crate(name = "hello"): PostgreSQL 7 is asked for, and rules_pgrx has no such PostgreSQL.
To mend it: take one of 15, 17 in `majors`.
"#;

const NO_FEATURE: &str = r#"
pgrx_crate(name = "hello"): PostgreSQL 18 is asked for, and the crate has no feature pg18.
To mend it: take one of 15, 17 in `majors`, or add the feature to its Cargo.toml.
"#;

/// The first line; how the network says no is its own affair.
const UNREACHABLE: &str = "
@crates: cargo can't fetch the crate nowhere from https://git.example.org/nowhere?rev=0123456789012345678901234567890123456789
";

const UNREACHABLE_MENDED: &str = "
To mend it: see that the address is right and that this machine reaches it, or depend on a version of \
nowhere that a registry has.
";

const TOO_OLD: &str = "
@crates: the workspace uses pgrx 0.15.0. rules_pgrx builds extensions of pgrx from 0.16 on, because \
the bindings generator of older ones takes PostgreSQL's headers from a pg_config that runs on this machine.
To mend it: cargo pgrx upgrade, or set pgrx, pgrx-tests and cargo-pgrx to 0.16 or later.
";

const OTHER_LIBRARY: &str = "
Error in fail: hello.control: module_pathname is `heart`, but the library is installed as `$libdir/hello.so`, as \
cargo-pgrx does it, so no function would be found. Write `module_pathname = 'hello'`
";

const CARGO: &str = "
@crates: cargo can't read the workspace of Cargo.toml:
  error: failed to get `pgrx` as a dependency of package `hello v0.1.0 ({folder})`

  Caused by:
    failed to load source for dependency `pgrx`

  Caused by:
    unable to update {folder}/gone

  Caused by:
    failed to read `{folder}/gone/Cargo.toml`

  Caused by:
    No such file or directory (os error 2)
To mend it: mend what cargo names; `cargo metadata` in that folder says the same.
";

/// A universe beside `crates`.
const NEIGHBOUR: &str = r#"
pgrx.crates(
    name = "broken",
    cargo_lockfile = "//broken:Cargo.lock",
    manifests = ["//broken:Cargo.toml"],
)
use_repo(pgrx, "broken")
"#;

const NEIGHBOUR_BUILD: &str = r#"
load("@broken//:pgrx.bzl", "pgrx_crate")

pgrx_crate(name = "broken")
"#;

/// A lock that two people have changed.
const CONFLICT: &str = r#"version = 4

<<<<<<< ours
[[package]]
name = "broken"
=======
[[package]]
>>>>>>> theirs
"#;

fn hello(bazel: &Bazel) -> Consumer<'_> {
    Consumer::place(bazel, "errors/universe/module")
}

/// The text's lines stand in what was said, in a row.
fn says(said: &str, text: &str) {
    assert!(
        said.contains(text),
        "it is not said that{text}\nbut:\n{said}"
    );
}

#[test]
fn no_lock() {
    let bazel = consumers::bazel();
    let mut consumer = hello(&bazel);
    consumer.remove("Cargo.lock");
    says(&consumer.refusal(TARGET, &[]), NO_LOCK);
    consumer.is_untouched();
}

/// A dependency that the lock doesn't name.
fn outgrow_the_lock(consumer: &mut Consumer<'_>) {
    let more = format!("{DEPENDENCIES}more = {{ path = \"more\" }}\n");
    consumer.edit("Cargo.toml", DEPENDENCIES, &more);
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
fn a_path_crate_can_go_again() {
    let bazel = consumers::bazel();
    let mut consumer = hello(&bazel);
    outgrow_the_lock(&mut consumer);
    consumer.loading(TARGET);
    hello(&bazel).loading(TARGET);
}

#[test]
fn an_unknown_major() {
    let bazel = consumers::bazel();
    for (major, text) in [("7", UNKNOWN_MAJOR), ("18", NO_FEATURE)] {
        let mut consumer = hello(&bazel);
        consumer.edit("BUILD.bazel", "\"15\"", &format!("{major:?}"));
        says(&consumer.refusal(TARGET, &[]), text);
    }
}

#[test]
fn an_unreachable_git_crate() {
    let bazel = consumers::bazel();
    let mut consumer = hello(&bazel);
    // The name can't be anybody's (RFC 2606).
    let nowhere = "nowhere = { git = \"https://git.example.org/nowhere\", \
                   rev = \"0123456789012345678901234567890123456789\" }";
    let more = format!("{DEPENDENCIES}{nowhere}\n");
    consumer.edit("Cargo.toml", DEPENDENCIES, &more);
    let said = consumer.refusal(TARGET, &[]);
    says(&said, UNREACHABLE);
    says(&said, UNREACHABLE_MENDED);
}

#[test]
fn a_pgrx_before_0_16() {
    let bazel = consumers::bazel();
    let mut consumer = hello(&bazel);
    for file in ["Cargo.lock", "pgrx/Cargo.toml"] {
        consumer.edit(file, "0.19.4", "0.15.0");
    }
    says(&consumer.refusal(TARGET, &[]), TOO_OLD);
}

#[test]
fn a_control_file_that_names_another_library() {
    let bazel = consumers::bazel();
    let mut consumer = hello(&bazel);
    consumer.edit("hello.control", "= 'hello'", "= 'heart'");
    says(&consumer.refusal(TARGET, &[]), OTHER_LIBRARY);
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
    consumer.loading(TARGET);
    let said = consumer.refusal("//broken", &[]);
    says(
        &said,
        "\n@broken: cargo can't read the workspace of broken/Cargo.toml:\n",
    );
}
