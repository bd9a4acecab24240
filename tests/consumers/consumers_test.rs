//! Modules of other people's, as a user has them: each is built and tested for several CPUs and
//! PostgreSQLs by the targets that `pgrx_crate` promises.

use std::fs;
use std::io::Write;

use consumers::release::{presubmit_targets, release};
use consumers::Consumer;
use elf_gate::glibc::GlibcVersion;
use elf_gate::image::Image;

mod libraries;

/// What pgrx itself gets wrong on a pair, or can't be had there: folder, pair, and why.
const LEFT_OUT: [(&str, &str, &str); 4] = [
    (
        "pgrx_0_18",
        "armv7_pg17",
        "`UnboxDatum` takes a Datum of 4 bytes for an f64 (src/datum/unbox.rs, to 0.19.4 at least)",
    ),
    (
        "published",
        "s390x_pg17",
        "0.16.0 reads a varlena's length as little-endian (src/varlena.rs); 0.16.1 does not",
    ),
    (
        "requires",
        "armv7_pg17",
        "Debian has no pgvector for CPUs of 32 bits",
    ),
    (
        "requires",
        "x86_64_pg15",
        "Debian 12, where PostgreSQL 15 is from, has no pgvector",
    ),
];

/// What `--config=full` builds for every CPU: C, C++ and programs of build scripts.
const EVERYWHERE: [&str; 2] = ["mill", "pgrx_0_17"];

/// CPUs and majors of each run, or those that `--config=full` adds.
fn pairs(folder: &str) -> Vec<&'static str> {
    let mut pairs = match std::env::var("CONSUMERS").as_deref() {
        Ok("each run") => return vec!["x86_64_pg17", "aarch64_pg18"],
        Ok("full") => vec!["x86_64_pg15", "s390x_pg17", "armv7_pg17"],
        other => panic!("CONSUMERS is {other:?}; run this test with Bazel"),
    };
    if EVERYWHERE.contains(&folder) {
        pairs.extend([
            "x86_32_pg17",
            "riscv64_pg17",
            "ppc64le_pg17",
            "loongarch64_pg18",
        ]);
    }
    pairs
}

/// Whether the pair is left out. The test's log then says so, of a test that passes too.
fn left_out(folder: &str, pair: &str) -> bool {
    let known = LEFT_OUT.iter().find(|it| (it.0, it.1) == (folder, pair));
    if let Some((.., why)) = known {
        // `println!` would be kept from the log.
        writeln!(std::io::stderr(), "{folder} on {pair} is left out: {why}").expect("stderr");
    }
    known.is_some()
}

/// Builds and tests the extension with this label.
fn works(folder: &str, extension: &str) {
    works_with(folder, extension, &[]);
}

/// The same with further targets.
fn works_with(folder: &str, extension: &str, more: &[String]) {
    let bazel = consumers::bazel();
    let consumer = Consumer::place(&bazel, &format!("tests/consumers/{folder}"));
    if !more.is_empty() {
        consumer.test(more);
    }
    passes(&consumer, folder, extension, &["sql", "pg"]);
}

/// Builds the extension, and runs these tests of it.
fn passes(consumer: &Consumer, folder: &str, extension: &str, tests: &[&str]) {
    let mut targets = Vec::new();
    for pair in pairs(folder).iter().filter(|pair| !left_out(folder, pair)) {
        targets.push(format!("{extension}_{pair}"));
        targets.push(format!("{extension}_{pair}.psql"));
        targets.extend(
            tests
                .iter()
                .map(|kind| format!("{extension}_{kind}_{pair}_test")),
        );
    }
    consumer.test(&targets);
    consumer.is_untouched();
}

/// The example, by a registry that has the release as the central one would.
#[test]
fn released() {
    let archive = std::env::var("RELEASE").expect("Bazel sets it");
    let archive = std::fs::canonicalize(archive).expect("the archive");
    let bazel = consumers::bazel();
    let mut consumer = Consumer::place(&bazel, "examples/hello");
    release(&mut consumer, &archive);
    let modules = consumer.modules();
    let version = std::env::var("VERSION").expect("Bazel sets it");
    let expected = format!("rules_pgrx@{version}");
    assert!(modules.contains(&expected), "no {expected} in\n{modules}");
    // Each package of it, those too that nothing of the example is built by.
    let folders = ["build", "platforms", "src/tools", "thirdparty"];
    consumer.loading(
        &folders
            .map(|folder| format!("@rules_pgrx//{folder}/..."))
            .join(" + "),
    );
    for target in presubmit_targets(bazel.rules_pgrx()) {
        consumer.build(&target);
    }
    passes(&consumer, "hello", "//:hello", &["sql"]);
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
    let emulated = |kind| format!("//:pulse_{kind}_{}_emulated_test", std::env::consts::ARCH);
    works_with("pgrx_0_19", "//:pulse", &["sql", "pg"].map(emulated));
}

/// What perl's stub says to the build script that was given it before.
const PERL_MISSING: &str = r#"
rules_pgrx: the build script of the crate sieve 0.1.0 starts perl, which it was not given, and a build has no programs of the machine's.
To mend it: write `pgrx.annotation(crate = "sieve", programs = ["perl"])` in MODULE.bazel, or these `programs` into the annotation that the crate has.
"#;

#[test]
fn mill() {
    works("mill", "//:mill");
    let bazel = consumers::bazel();
    let mut consumer = Consumer::place(&bazel, "tests/consumers/mill");
    consumer.edit("MODULE.bazel", "\"perl\"", "");
    let said = consumer.no_build(&format!("//:mill_{}", pairs("mill")[0]));
    assert!(said.contains(PERL_MISSING), "{said}");
}

#[test]
fn requires() {
    works("requires", "//:nearest");
}

#[test]
fn published() {
    works("published", "@pg_ecdsa_verify//:pg_ecdsa_verify");
}

/// The newest glibc that a library needs, by its path below bazel-bin.
fn newest_glibc(consumer: &Consumer, path: &str) -> GlibcVersion {
    let file = consumer.built_file(path);
    let bytes = fs::read(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    let image = Image::parse(&file, &bytes).unwrap_or_else(|error| panic!("{error}"));
    image.newest_glibc().expect("it needs glibc")
}

/// What needs the newest glibc loads with an older one.
#[test]
#[ignore = "it compiles much C: with --config=full"]
fn hoard() {
    let bazel = consumers::bazel();
    let consumer = Consumer::place(&bazel, "tests/consumers/hoard");
    let cpus = ["x86_64", "aarch64"];
    let targets = cpus.map(|cpu| {
        [
            format!("//:hoard_{cpu}_pg17"),
            format!("//:hoard_sql_{cpu}_pg17_test"),
            format!("//:newest_{cpu}"),
        ]
    });
    consumer.test(&targets.concat());
    let floor: GlibcVersion = "2.28".parse().expect("a version");
    for cpu in cpus {
        let library = "lib/postgresql/17/lib/hoard.so";
        let built = newest_glibc(&consumer, &format!("hoard_{cpu}_pg17/{library}"));
        assert_eq!(built, floor, "{cpu}");
        let unbound = newest_glibc(&consumer, &format!("newest_{cpu}/{library}"));
        assert!(unbound > floor, "{cpu}: it needs nothing newer");
    }
    consumer.is_untouched();
}
