//! `tests/consumers/pgrx_0_19` with one thing wrong, and what its user is told.

use consumers::{Bazel, Consumer};

/// What a text must say, in each case: which file, what is wrong, what mends it.
const NO_LOCK: &[&str] = &["//:Cargo.lock", "cargo generate-lockfile"];
const STALE_LOCK: &[&str] = &["//:Cargo.lock", "itoa", "cargo update --workspace"];
const UNKNOWN_MAJOR: &[&str] = &["no PostgreSQL '7'", "known: 15, 17, 18"];
const UNREACHABLE: &[&str] = &["nowhere", "https://git.example.org/nowhere"];
const TOO_OLD: &[&str] = &["pgrx 0.15.0", "from 0.16 on, because"];
const OTHER_LIBRARY: &[&str] = &["pulse.control", "module_pathname = 'heart'", "pulse.so"];

const TARGET: &str = "//:pulse_x86_64_pg17";
const LOCKED: &str = "--repo_env=RULES_PGRX_LOCKED=1";

/// A dependency that the lock doesn't name.
const MORE: &str = "[dependencies]\nitoa = \"1\"\n";

/// A dependency in a repository that nobody has; the name can't be anybody's (RFC 2606).
const NOWHERE: &str = "\
[dependencies]
nowhere = { git = \"https://git.example.org/nowhere\", rev = \"0123456789012345678901234567890123456789\" }
";

fn pulse(bazel: &Bazel) -> Consumer<'_> {
    Consumer::place(bazel, "pgrx_0_19")
}

fn says(said: &str, texts: &[&str]) {
    for text in texts {
        assert!(said.contains(text), "nothing about {text:?} in:\n{said}");
    }
}

#[test]
fn no_lock() {
    let bazel = consumers::bazel();
    let mut consumer = pulse(&bazel);
    consumer.remove("Cargo.lock");
    says(&consumer.refusal(TARGET, &[]), NO_LOCK);
    consumer.is_untouched();
}

#[test]
fn a_stale_lock_with_locked() {
    let bazel = consumers::bazel();
    let mut consumer = pulse(&bazel);
    consumer.edit("Cargo.toml", "[dependencies]\n", MORE);
    says(&consumer.refusal(TARGET, &[LOCKED]), STALE_LOCK);
    consumer.is_untouched();
}

#[test]
fn a_stale_lock_is_mended_in_a_copy_with_a_warning() {
    let bazel = consumers::bazel();
    let mut consumer = pulse(&bazel);
    consumer.edit("Cargo.toml", "[dependencies]\n", MORE);
    let said = consumer.analysis(TARGET);
    says(&said, &["WARNING"]);
    says(&said, STALE_LOCK);
    consumer.is_untouched();
}

#[test]
fn an_unknown_major() {
    let bazel = consumers::bazel();
    let mut consumer = pulse(&bazel);
    consumer.edit("BUILD.bazel", "\"15\"", "\"7\"");
    says(&consumer.refusal(TARGET, &[]), UNKNOWN_MAJOR);
}

#[test]
fn an_unreachable_git_crate() {
    let bazel = consumers::bazel();
    let mut consumer = pulse(&bazel);
    consumer.edit("Cargo.toml", "[dependencies]\n", NOWHERE);
    says(&consumer.refusal(TARGET, &[]), UNREACHABLE);
}

#[test]
fn a_pgrx_before_0_16() {
    let bazel = consumers::bazel();
    let mut consumer = pulse(&bazel);
    consumer.write("Cargo.toml", include_str!("pgrx_0_15.toml"));
    consumer.write("Cargo.lock", include_str!("pgrx_0_15.lock"));
    says(&consumer.refusal(TARGET, &[]), TOO_OLD);
}

#[test]
fn a_control_file_that_names_another_library() {
    let bazel = consumers::bazel();
    let mut consumer = pulse(&bazel);
    consumer.edit("pulse.control", "= 'pulse'", "= 'heart'");
    says(&consumer.refusal(TARGET, &[]), OTHER_LIBRARY);
}
