//! With a Bazel at hand the launcher is that Bazel.

use crate::machine::{launcher, Machine};

/// Says its name, each argument in brackets, and its input; ends with a code of its own.
const ECHO: &str = r#"printf '%s:' "${0##*/}"; printf '[%s]' "$@"; printf '\n'; cat; exit 42"#;

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).expect("UTF-8")
}

fn bazel_of_version(version: &str) -> String {
    format!("if [[ $* == --version ]]; then echo 'bazel {version}'; exit; fi\n{ECHO}")
}

#[test]
fn bazel_real_gets_arguments_and_input_and_gives_the_exit_code() {
    let mut machine = Machine::debian();
    machine.stub("real bazel", ECHO);
    machine.set("BAZEL_REAL", &machine.path("bin/real bazel"));
    let output = machine.run(&["build", "a b", "", "*", "--x=$HOME"], "one\ntwo\n");
    assert_eq!(
        text(&output.stdout),
        "real bazel:[build][a b][][*][--x=$HOME]\none\ntwo\n"
    );
    assert_eq!(text(&output.stderr), "");
    assert_eq!(output.status.code(), Some(42));
}

#[test]
fn bazel_real_is_the_started_process_itself() {
    let mut machine = Machine::debian();
    machine.stub("real", "echo $$");
    machine.set("BAZEL_REAL", &machine.path("bin/real"));
    let child = machine.start::<&str>(&[]);
    let id = child.id();
    let output = child.wait_with_output().expect("an end");
    assert_eq!(
        text(&output.stdout).trim(),
        id.to_string(),
        "signals would not arrive"
    );
}

#[test]
fn bazel_real_needs_no_home() {
    let mut machine = Machine::debian();
    machine.stub("real", ECHO);
    machine.set("BAZEL_REAL", &machine.path("bin/real"));
    machine.unset("HOME");
    assert_eq!(machine.run(&["info"], "").status.code(), Some(42));
}

#[test]
fn a_new_enough_bazel_on_the_path_is_used() {
    for version in ["7.7.0", "7.7.1", "7.10.0", "8.0.0", "10.1.2"] {
        let mut machine = Machine::debian();
        machine.stub("bazel", &bazel_of_version(version));
        let output = machine.run(&["test", "//a b"], "in");
        assert_eq!(text(&output.stdout), "bazel:[test][//a b]\nin", "{version}");
        assert_eq!(output.status.code(), Some(42), "{version}");
    }
}

#[test]
fn an_old_or_broken_bazel_on_the_path_is_not_used() {
    for version in ["6.4.0", "7.6.1", "0.29.1", ""] {
        let mut machine = Machine::debian();
        machine.stub("bazel", &bazel_of_version(version));
        machine.remove("apt-get");
        let output = machine.run(&["test"], "");
        assert_eq!(text(&output.stdout), "", "{version}");
        assert_eq!(output.status.code(), Some(37), "{version}");
    }
}

#[test]
fn the_launcher_on_the_path_does_not_start_itself() {
    let mut machine = Machine::debian();
    machine.link("bazel", &launcher());
    machine.remove("apt-get");
    assert_eq!(machine.run(&["test"], "").status.code(), Some(37));
}
