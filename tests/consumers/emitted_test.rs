//! One extension with each SQL object that pgrx writes: its SQL is, up to order, what
//! `cargo pgrx schema` of the same pgrx wrote.

use consumers::{sql, text_of, Consumer};

/// CPU and major: of 64 bits and of 32.
const PAIRS: [(&str, &str); 2] = [("x86_64", "15"), ("armv7", "17")];

/// Builds the extension with the pgrx of the consumer in `folder`, and its lock, which cargo mends
/// in a copy.
fn writes_what_cargo_pgrx_does(folder: &str, version: &str) {
    let bazel = consumers::bazel();
    let tests = bazel.rules_pgrx().join("tests/consumers");
    let mut consumer = Consumer::place(&bazel, "tests/consumers/emitted");
    consumer.edit("Cargo.toml", "=0.19.4", &format!("={version}"));
    consumer.write(
        "Cargo.lock",
        &text_of(&tests.join(folder).join("Cargo.lock")),
    );
    let expected = text_of(&tests.join(format!("emitted/written/{folder}.out")));
    for (cpu, major) in PAIRS {
        let target = format!("emitted_{cpu}_pg{major}");
        consumer.build(&format!("//:{target}"));
        let path = format!("{target}/share/postgresql/{major}/extension/emitted--0.1.0.sql");
        sql::assert_same(&consumer.built(&path), &expected);
    }
}

#[test]
fn pgrx_0_16() {
    writes_what_cargo_pgrx_does("pgrx_0_16", "0.16.1");
}

#[test]
fn pgrx_0_17() {
    writes_what_cargo_pgrx_does("pgrx_0_17", "0.17.0");
}

#[test]
fn pgrx_0_18() {
    writes_what_cargo_pgrx_does("pgrx_0_18", "0.18.1");
}

#[test]
fn pgrx_0_19() {
    writes_what_cargo_pgrx_does("pgrx_0_19", "0.19.4");
}
