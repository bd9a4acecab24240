//! What users are told of the package itself.

pub const UNKNOWN_MAJOR: &str = r#"
pgrx_crate(name = "hello"): PostgreSQL 7 is asked for, and rules_pgrx has no such PostgreSQL.
To mend it: take one of "15", "17" in `majors`.
"#;

pub const NO_FEATURE: &str = r#"
pgrx_crate(name = "hello"): PostgreSQL 18 is asked for, and the crate has no feature pg18.
To mend it: take one of "15", "17" in `majors`, or add the feature to its Cargo.toml.
"#;

pub const INTEGER_MAJOR: &str = r#"
pgrx_crate(name = "hello"): PostgreSQL 17 is asked for, and a major is a string.
To mend it: take one of "15", "17" in `majors`.
"#;

pub const NO_LIST_OF_MAJORS: &str = r#"
pgrx_crate(name = "hello"): `majors` is "17", and a list of strings is meant.
To mend it: write `majors = ["17"]`.
"#;

pub const NO_LIST_OF_CPUS: &str = r#"
pgrx_crate(name = "hello"): `cpus` is "aarch64", and a list of names is meant.
To mend it: write `cpus = ["aarch64"]`.
"#;

pub const NO_PAIR: &str = r#"
pgrx_crate(name = "hello"): there is nothing to build, as PostgreSQL 17 for loongarch64: "#;

pub const UNKNOWN_CPU: &str = r#"
pgrx_crate(name = "hello"): `cpus` has "arm64", which is no CPU of rules_pgrx: Bazel calls it aarch64.
To mend it: write "aarch64".
"#;

pub const UNKNOWN_CPU_OF_CRATES: &str = r#"
pgrx.crates(name = "crates"): `cpus` has "arm64", which is no CPU of rules_pgrx: Bazel calls it aarch64.
To mend it: write "aarch64".
"#;

pub const NO_CONTROL: &str = r#"
pgrx_crate(name = "hello"): there is no control file in the folder of this BUILD file.
To mend it: write hello.control there, as `cargo pgrx new` does.
"#;

pub const NO_ATTRIBUTE: &str = r#"
pgrx_crate(name = "hello") has no attribute `major`. Did you mean `majors`?
To mend it: take one of those that docs/rules.md of rules_pgrx lists under pgrx_crate, or one that every rule has.
"#;

pub const FEATURES: &str = r#"
pgrx_crate(name = "hello") has `features`, and the features of Cargo are chosen where the crates are.
To mend it: write `features = [...]` in `pgrx.crates` of MODULE.bazel; features of Bazel's go to `package` of this BUILD file.
"#;

pub const CRATE_FEATURES: &str = r#"
pgrx_crate(name = "hello") has `crate_features`, and the features of Cargo are chosen where the crates are.
To mend it: write `features = [...]` in `pgrx.crates` of MODULE.bazel; features of Bazel's go to `package` of this BUILD file.
"#;

pub const HIDDEN_SOURCES: &str = r#"
pgrx_crate(name = "hello"): //src/deep has a BUILD file of its own, so Rust sources of hello there can't be seen from the one with pgrx_crate, and would be left out.
To mend it: remove the BUILD file of //src/deep.
"#;

pub const HIDDEN_TESTS: &str = r#"
pgrx_crate(name = "hello"): //tests has a BUILD file of its own, so SQL tests there can't be seen from the one with pgrx_crate, and would be left out.
To mend it: remove the BUILD file of //tests, or name the files by label in `sql` and `expected` (`sql = []` for none).
"#;

pub const HIDDEN_SCRIPTS: &str = r#"
pgrx_crate(name = "hello"): //sql has a BUILD file of its own, so upgrade scripts there can't be seen from the one with pgrx_crate, and would be left out.
To mend it: remove the BUILD file of //sql, or name them by label in `upgrade_scripts`.
"#;

pub const NOT_RUN: &str = r#"
pgrx_crate(name = "hello"): sql/one.sql is not run as a test, as there is no expected/one.out.
To mend it: `touch expected/one.out` and let `bazel run //:hello_sql_x86_64_pg15_test -- --update` write it; or, if it is no test, say which are: `sql = [...], expected = [...]` (`sql = []` where none is).
"#;

pub const NO_OUTPUT: &str = r#"
pgrx_crate(name = "hello"): tests/pg_regress/sql/two.sql is a test without expected output: there is no tests/pg_regress/expected/two.out.
To mend it: `touch tests/pg_regress/expected/two.out`, let `bazel run //:hello_sql_x86_64_pg15_test -- --update` write it, and read it before you commit it.
"#;

pub const NO_SQL: &str = r#"
pgrx_crate(name = "hello"): tests/pg_regress/expected/two.out is the output of a test that is not there: there is no tests/pg_regress/sql/two.sql.
To mend it: write tests/pg_regress/sql/two.sql, or remove tests/pg_regress/expected/two.out.
"#;

pub const PACKAGE_ABOVE: &str = r#"
pgrx_crate(name = "hello") is in the BUILD file of //deep, and the files of hello, a package of the extension's workspace, are in the Bazel package //.
To mend it: write it in the BUILD file of //; pgrx_crate belongs in the nearest one above all packages of the workspace.
"#;

pub const PACKAGE_BELOW: &str = r#"
pgrx_crate(name = "hello") is in the BUILD file of //, and the files of openssl-sys, a package of the extension's workspace, are in the Bazel package //openssl-sys.
To mend it: remove the BUILD file of //openssl-sys, and write pgrx_crate in the nearest one above all packages of the workspace.
"#;
