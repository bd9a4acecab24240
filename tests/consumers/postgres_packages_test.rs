//! A PostgreSQL from packages of an archive that is not Debian's: one that the test makes and signs, laid out as
//! PGDG's, with Debian's packages in it. The user's command locks them; an extension is built for them and tested.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use archive::{Key, Layout, Mirror, Package};
use consumers::{text_of, Bazel, Consumer};
use serde_json::Value;

const MODULE: &str = r#"use_repo(pgrx, "crates")
pgrx.postgres_packages(
    name = "pgdg",
    locks = ["//:servers/pgdg.lock.json"],
)
use_repo(pgrx, "pgdg")

register_toolchains("@pgdg//:all")
"#;

const NO_LOCK: &str = "\
@pgdg: there is no servers/pgdg.lock.json, so nothing says which files the packages are.
To mend it: say in servers/pgdg.yaml which packages are wanted, and run: bazel run @pgdg//:update";

const TESTS: [&str; 2] = [
    "//:pulse_sql_x86_64_pg17_test",
    "//:pulse_pg_x86_64_pg17_test",
];

/// The files of `@debs`, by name.
fn debs() -> BTreeMap<String, PathBuf> {
    let paths = std::env::var("DEBS").expect("DEBS: see BUILD.bazel");
    let named = paths.split(' ').map(|path| {
        let path = PathBuf::from(path);
        let name = path.file_name().expect("a name").to_string_lossy();
        (name.into_owned(), path)
    });
    named.collect()
}

fn packages(debs: &BTreeMap<String, PathBuf>) -> Vec<Package> {
    let pins = debs.iter().filter(|(name, _)| name.ends_with(".json"));
    let package = |(name, path): (&String, &PathBuf)| {
        let pin: Value = serde_json::from_str(&text_of(path)).expect("a pin");
        let text = |field: &str| pin[field].as_str().expect("a text").to_owned();
        let deb = &debs[&name.replace(".json", ".deb")];
        Package {
            architecture: text("architecture").leak(),
            folder: "pool/main/p/postgresql".to_owned(),
            ..Package::new(
                &text("name"),
                &text("version"),
                fs::read(deb).expect("a package"),
            )
        }
    };
    pins.map(package).collect()
}

/// A module with a set of these packages, and no lock yet.
fn place<'a>(bazel: &'a Bazel, mirror: &Mirror, key: &Key) -> Consumer<'a> {
    let debs = debs();
    let packages = packages(&debs);
    let suite = format!("{}-pgdg", text_of(&debs["suite"]));
    let layout = Layout {
        base: "apt",
        suite: &suite,
        architectures: &[packages[0].architecture],
        components: &["main"],
    };
    layout.publish(mirror, key, &packages.iter().collect::<Vec<_>>());
    let mut consumer = Consumer::place(bazel, "tests/consumers/pgrx_0_19");
    consumer.edit("MODULE.bazel", "use_repo(pgrx, \"crates\")\n", MODULE);
    let names: Vec<_> = packages.iter().map(|it| it.name.as_str()).collect();
    consumer.write(
        "servers/pgdg.yaml",
        &format!(
            "archive: {}/apt\nkeyring: pgdg.asc\nsuites: [{suite}]\narchitectures: [{}]\npackages: [{}]\n",
            mirror.address(),
            packages[0].architecture,
            names.join(", "),
        ),
    );
    consumer.write("servers/pgdg.asc", &key.armoured());
    consumer
}

fn fails(bazel: &Bazel, wanted: &str) {
    let output = bazel.run(&["build", "--color=no", "//:pulse_x86_64_pg17"], true);
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(!output.status.success(), "{said}");
    assert!(said.contains(wanted), "{wanted} in:\n{said}");
}

/// The repositories in a test's runfiles whose names end so.
fn runfiles(workspace: &Path, test: &str, end: &str) -> usize {
    let name = test.trim_start_matches("//:");
    let folder = workspace.join(format!("bazel-bin/{name}.runfiles"));
    let entries = fs::read_dir(&folder).unwrap_or_else(|error| panic!("{folder:?}: {error}"));
    let names = entries.map(|entry| entry.expect("an entry").file_name());
    names
        .filter(|name| name.to_string_lossy().ends_with(end))
        .count()
}

#[test]
fn packages_are_locked_built_for_and_tested_in() {
    // The machine's proxy does not know our loopback.
    let passed_by = std::env::var("no_proxy").unwrap_or_default();
    std::env::set_var("no_proxy", format!("127.0.0.1,{passed_by}"));
    let bazel = consumers::bazel();
    let (mirror, key) = (Mirror::start(), Key::of_seed(1));
    let consumer = place(&bazel, &mirror, &key);
    fails(&bazel, NO_LOCK);
    let updated = bazel.run(&["run", "--curses=no", "@pgdg//:update"], true);
    let said = String::from_utf8_lossy(&updated.stderr);
    assert!(updated.status.success(), "{said}");
    consumer.test(&TESTS.map(str::to_owned));
    for test in TESTS {
        let found = runfiles(&bazel.workspace(), test, "pgdg__server_17_x86_64");
        assert_eq!(found, 1, "{test} runs in the server of these packages");
    }
    // A lock that a merge has broken is said to be, and what mends it still runs.
    fs::write(
        bazel.workspace().join("servers/pgdg.lock.json"),
        "<<<<<<< ours",
    )
    .expect("the lock");
    fails(
        &bazel,
        "servers/pgdg.lock.json: this is no JSON.
Locks are written by machine; a merge or an editor may have broken this one.
Renew it with: bazel run @pgdg//:update",
    );
    let updated = bazel.run(&["run", "--curses=no", "@pgdg//:update"], true);
    assert!(updated.status.success());
    consumer.build("//:pulse_x86_64_pg17");
}
