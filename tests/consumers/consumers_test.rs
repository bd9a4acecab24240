//! Modules of other people's, as a user has them: each is built and tested for several CPUs and
//! PostgreSQLs by the targets that `pgrx_crate` promises.

use consumers::{sql, text_of, Consumer};

/// CPUs and majors of each test run, or those of `--config=full`.
fn pairs() -> &'static [(&'static str, &'static str)] {
    match std::env::var("CONSUMERS").as_deref() {
        Ok("each run") => &[("x86_64", "17"), ("aarch64", "18")],
        Ok("full") => &[
            ("x86_64", "15"),
            ("aarch64", "18"),
            ("s390x", "17"),
            ("armv7", "17"),
        ],
        other => panic!("CONSUMERS is {other:?}; run this test with Bazel"),
    }
}

/// Builds and tests the extension with this label.
fn works(folder: &str, extension: &str) {
    let bazel = consumers::bazel();
    let consumer = Consumer::place(&bazel, &format!("consumers/{folder}"));
    let targets = pairs().iter().flat_map(|(cpu, major)| {
        let pair = format!("{cpu}_pg{major}");
        [
            format!("{extension}_{pair}"),
            format!("{extension}_sql_{pair}_test"),
            format!("{extension}_pg_{pair}_test"),
        ]
    });
    consumer.test(&targets.collect::<Vec<_>>());
    consumer.is_untouched();
}

/// The SQL of `emitted` is what cargo-pgrx of the same version wrote. Its crates are those of the
/// consumer in `folder`, whose lock cargo mends in a copy.
fn writes_what_cargo_pgrx_does(folder: &str, version: &str) {
    let bazel = consumers::bazel();
    let tests = bazel.rules_pgrx().join("tests/consumers");
    let mut consumer = Consumer::place(&bazel, "consumers/emitted");
    consumer.edit("Cargo.toml", "=0.19.4", &format!("={version}"));
    consumer.write("Cargo.lock", &text_of(&tests.join(folder).join("Cargo.lock")));
    let targets = pairs().iter().map(|(cpu, major)| (format!("emitted_{cpu}_pg{major}"), major));
    for (target, major) in targets {
        consumer.build(&format!("//:{target}"));
        let path = format!("{target}/share/postgresql/{major}/extension/emitted--0.1.0.sql");
        let expected = text_of(&tests.join(format!("emitted/expected/{folder}.sql")));
        sql::assert_same(&consumer.built(&path), &expected);
    }
}

#[test]
fn pgrx_0_16() {
    works("pgrx_0_16", "//:notes");
}

#[test]
fn pgrx_0_16_writes_what_cargo_pgrx_does() {
    writes_what_cargo_pgrx_does("pgrx_0_16", "0.16.1");
}

#[test]
fn pgrx_0_17() {
    works("pgrx_0_17", "//:shapes");
}

#[test]
fn pgrx_0_17_writes_what_cargo_pgrx_does() {
    writes_what_cargo_pgrx_does("pgrx_0_17", "0.17.0");
}

#[test]
fn pgrx_0_18() {
    works("pgrx_0_18", "//:series");
}

#[test]
fn pgrx_0_18_writes_what_cargo_pgrx_does() {
    writes_what_cargo_pgrx_does("pgrx_0_18", "0.18.1");
}

#[test]
fn pgrx_0_19() {
    works("pgrx_0_19", "//:pulse");
}

#[test]
fn pgrx_0_19_writes_what_cargo_pgrx_does() {
    writes_what_cargo_pgrx_does("pgrx_0_19", "0.19.4");
}

#[test]
fn published() {
    works("published", "@pg_ecdsa_verify//:pg_ecdsa_verify");
}
