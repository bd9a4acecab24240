//! What is said of the package itself, once its universe is there.

use super::*;

#[test]
fn an_unknown_major() {
    let bazel = consumers::bazel();
    for (major, text) in [
        ("\"7\"", UNKNOWN_MAJOR),
        ("\"18\"", NO_FEATURE),
        ("17", INTEGER_MAJOR),
    ] {
        let mut consumer = hello(&bazel);
        consumer.edit("BUILD.bazel", "\"15\"", major);
        says(&consumer.refusal(TARGET, &[]), text);
    }
}

const MAJORS: &str = "majors = [\n        \"15\",\n        \"17\",\n    ],";

#[test]
fn a_word_in_place_of_a_list() {
    let bazel = consumers::bazel();
    for (other, text) in [
        ("majors = \"17\",", NO_LIST_OF_MAJORS),
        ("cpus = \"aarch64\",", NO_LIST_OF_CPUS),
        ("cpus = [\"loongarch64\"], majors = [\"17\"],", NO_PAIR),
        ("features = [\"experimental\"],", FEATURES),
        ("crate_features = [\"experimental\"],", CRATE_FEATURES),
    ] {
        let mut consumer = hello(&bazel);
        consumer.edit("BUILD.bazel", MAJORS, other);
        says_once(&consumer.refusal(TARGET, &[]), text);
    }
    let mut consumer = hello(&bazel);
    consumer.edit("BUILD.bazel", MAJORS, &format!("{MAJORS} testonly = True,"));
    consumer.loading(TARGET);
}

#[test]
fn a_build_file_below_the_packages_own() {
    let bazel = consumers::bazel();
    let mut consumer = hello(&bazel);
    // Somebody's own, which has nothing to do with the crate.
    consumer.write("tests/BUILD.bazel", "");
    consumer.loading(TARGET);
    for (file, build, text) in [
        ("src/deep/mod.rs", "src/deep/BUILD.bazel", HIDDEN_SOURCES),
        ("sql/hello--0.1--0.2.sql", "sql/BUILD", HIDDEN_SCRIPTS),
        (
            "tests/pg_regress/sql/two.sql",
            "tests/BUILD.bazel",
            HIDDEN_TESTS,
        ),
    ] {
        consumer.write(file, "");
        consumer.write(build, "");
        says_once(&consumer.refusal(TARGET, &[]), text);
        consumer.remove(build);
    }
    // Beside SQL tests is not among them.
    consumer.write("tests/pg_regress/expected/two.out", "");
    consumer.write("tests/other/BUILD.bazel", "");
    consumer.loading(TARGET);
}

#[test]
fn an_unknown_cpu() {
    let bazel = consumers::bazel();
    let mut consumer = hello(&bazel);
    consumer.edit(
        "BUILD.bazel",
        "majors = [",
        "cpus = [\"arm64\"], majors = [",
    );
    says_once(&consumer.refusal(TARGET, &[]), UNKNOWN_CPU);
    let mut consumer = hello(&bazel);
    consumer.edit(
        "MODULE.bazel",
        "manifests = [",
        "cpus = [\"arm64\"], manifests = [",
    );
    says(&consumer.refusal(TARGET, &[]), UNKNOWN_CPU_OF_CRATES);
}

#[test]
fn no_control_file() {
    let bazel = consumers::bazel();
    let mut consumer = hello(&bazel);
    consumer.remove("hello.control");
    says(&consumer.refusal(TARGET, &[]), NO_CONTROL);
}

#[test]
fn an_attribute_that_is_not_there() {
    let bazel = consumers::bazel();
    let mut consumer = hello(&bazel);
    consumer.edit("BUILD.bazel", "majors = [", "major = [");
    says_once(&consumer.refusal(TARGET, &[]), NO_ATTRIBUTE);
}

#[test]
fn sql_tests_that_lack_a_half() {
    let bazel = consumers::bazel();
    let mut consumer = hello(&bazel);
    consumer.write("sql/one.sql", "");
    says(&consumer.loading(TARGET), NOT_RUN);
    consumer.write("expected/one_1.out", "");
    let said = consumer.loading("//:hello_sql_x86_64_pg17_test");
    assert!(!said.contains("one.sql"), "{said}");
    consumer.write("tests/pg_regress/sql/two.sql", "");
    says_once(&consumer.refusal(TARGET, &[]), NO_OUTPUT);
    consumer.write("tests/pg_regress/expected/two.out", "");
    consumer.loading(TARGET);
    consumer.remove("tests/pg_regress/sql/two.sql");
    says_once(&consumer.refusal(TARGET, &[]), NO_SQL);
}

/// A path crate of the workspace, called like one that needs a library of the system.
fn depend_on_sys(consumer: &mut Consumer<'_>) {
    depend_on(consumer, "openssl-sys = { path = \"openssl-sys\" }");
    lock_crate(consumer, "openssl-sys", LOCKED_SYS);
    consumer.write("openssl-sys/Cargo.toml", SYS);
    consumer.write("openssl-sys/build.rs", "fn main() {}");
    consumer.write("openssl-sys/src/lib.rs", "");
}

#[test]
fn a_build_file_of_a_package_of_the_workspace() {
    let bazel = consumers::bazel();
    let mut consumer = hello(&bazel);
    consumer.write(
        "deep/BUILD.bazel",
        &consumers::text_of(&consumer.workspace().join("BUILD.bazel")),
    );
    says_once(&consumer.refusal("//deep:hello", &[]), PACKAGE_ABOVE);
    consumer.remove("deep/BUILD.bazel");
    depend_on_sys(&mut consumer);
    consumer.loading(TARGET);
    consumer.write("openssl-sys/BUILD.bazel", "");
    says_once(&consumer.refusal(TARGET, &[]), PACKAGE_BELOW);
    consumer.remove("openssl-sys/BUILD.bazel");
    consumer.loading(TARGET);
}

#[test]
fn a_crate_that_needs_a_library_of_the_system() {
    let bazel = consumers::bazel();
    let mut consumer = hello(&bazel);
    depend_on_sys(&mut consumer);
    consumer.loading(TARGET);
    let refused = "//:openssl-sys";
    says_once(&consumer.no_analysis(refused), SYSTEM_LIBRARY);
    consumer.edit("MODULE.bazel", "\nuse_repo(", ANNOTATED);
    consumer.loading(refused);
}

#[test]
fn a_program_that_is_not_there() {
    let bazel = consumers::bazel();
    let mut consumer = hello(&bazel);
    consumer.edit("MODULE.bazel", "\nuse_repo(", PROGRAM);
    says_once(&consumer.refusal(TARGET, &[]), UNKNOWN_PROGRAM);
}

#[test]
fn a_control_file_that_names_another_library() {
    let bazel = consumers::bazel();
    let mut consumer = hello(&bazel);
    consumer.edit("hello.control", "= 'hello'", "= 'heart'");
    says(&consumer.refusal(TARGET, &[]), OTHER_LIBRARY);
}
