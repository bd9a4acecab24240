//! Modules of other people's, as a user has them: each is built and tested for several CPUs and
//! PostgreSQLs by the targets that `pgrx_crate` promises.

use consumers::Consumer;

/// CPUs and majors of each test run, or those of `--config=full`.
fn pairs() -> &'static [(&'static str, &'static str)] {
    match std::env::var("CONSUMERS").as_deref() {
        Ok("each run") => &[("x86_64", "17"), ("aarch64", "18")],
        Ok("full") => &[("x86_64", "15"), ("s390x", "17"), ("armv7", "17")],
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
    consumer.test(targets.collect());
    consumer.is_untouched();
}

#[test]
fn pgrx_0_16() {
    works("pgrx_0_16", "//:notes");
}

#[test]
fn pgrx_0_17() {
    works("pgrx_0_17", "//:shapes");
}

#[test]
fn pgrx_0_18() {
    works("pgrx_0_18", "//:series");
}

#[test]
fn pgrx_0_19() {
    works("pgrx_0_19", "//:pulse");
}

#[test]
fn published() {
    works("published", "@pg_ecdsa_verify//:pg_ecdsa_verify");
}
