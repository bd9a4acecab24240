//! What is chosen for a dependent module's own targets, and for ours in it.
//!
//! `module/` registers C++ and Rust toolchains of its own, which match every platform for its CPU.

use std::path::PathBuf;
use std::process::{Command, Output};
use std::sync::LazyLock;

use tempfile::TempDir;

/// One for all tests: each command waits for the one before it.
static MODULE: LazyLock<Module> = LazyLock::new(Module::new);

struct Module {
    bazel: PathBuf,
    folder: PathBuf,
    base: TempDir,
}

impl Module {
    fn new() -> Self {
        let parent = std::env::var_os("TEST_TMPDIR").map_or_else(std::env::temp_dir, PathBuf::from);
        let root = tidy::tree::workspace().unwrap_or_else(|error| panic!("{error}"));
        Module {
            bazel: nested_bazel::program().unwrap_or_else(|no| panic!("{no}")),
            folder: root.join("tests/consumers/border/module"),
            base: tempfile::tempdir_in(parent).expect("a temporary folder"),
        }
    }

    /// The actions of C++ and Rust that a target brings, as `bazel aquery` shows them.
    fn actions(&self, target: &str, flags: &[&str]) -> Output {
        Command::new(&self.bazel)
            // By it Bazel would know that this is a test, and share no downloads.
            .env_remove("TEST_TMPDIR")
            .args(["--nohome_rc", "--max_idle_secs=15"])
            .arg(format!("--output_base={}", self.base.path().display()))
            .args(["aquery", "--curses=no", "--color=no", "--noshow_progress"])
            .args(["--lockfile_mode=off", "--symlink_prefix=/"])
            .args(flags)
            .arg(format!("mnemonic('CppCompile|Rustc', deps({target}))"))
            .current_dir(&self.folder)
            .output()
            .unwrap_or_else(|error| panic!("{}: {error}", self.bazel.display()))
    }

    /// The command lines among them.
    fn commands(&self, target: &str, flags: &[&str]) -> Vec<String> {
        let output = self.actions(target, flags);
        let (said, errors) = (text(&output.stdout), text(&output.stderr));
        assert!(output.status.success(), "{target}: {errors}");
        let commands = said.split("Command Line: ").skip(1);
        let commands: Vec<_> = commands
            .map(|rest| rest.split("\n# ").next().unwrap_or(rest).to_owned())
            .collect();
        assert!(!commands.is_empty(), "{target} has no action:\n{said}");
        commands
    }
}

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).expect("UTF-8")
}

/// A module's own compilers, and ours.
const OWN: &str = "toolchains/own_";
const OURS: &str = "rules_pgrx";

#[test]
fn a_modules_own_targets_are_compiled_by_its_own_toolchains() {
    for (target, compiler) in [("//:cc", "own_clang"), ("//:rust", "own_rustc")] {
        let commands = MODULE.commands(target, &[]).concat();
        assert!(commands.contains(compiler), "{target}: {commands}");
        assert!(!commands.contains(OURS), "{target}: {commands}");
    }
}

fn assert_ours(targets: &[&str], flags: &[&str]) {
    for target in targets {
        for command in MODULE.commands(target, flags) {
            assert!(command.contains(OURS), "{target}: {command}");
            assert!(!command.contains(OWN), "{target}: {command}");
        }
    }
}

#[test]
fn what_is_ours_is_compiled_by_our_toolchains() {
    assert_ours(&["//:cc_shipped", "//:rust_shipped"], &[]);
    assert_ours(&["//:cc_tool", "//:rust_tool"], &[]);
}

/// What the message about a missing PostgreSQL tells a user to do.
const PLATFORM: &str = "--platforms=@rules_pgrx//platforms:exec";

#[test]
fn an_extension_is_ours_for_a_platform_of_the_command_line() {
    assert_ours(&["//:cc_extension", "//:rust_extension"], &[PLATFORM]);
}

#[test]
fn a_platform_that_a_module_has_no_toolchain_for_gets_none_of_ours() {
    let output = MODULE.actions("//:rust", &["--platforms=//toolchains:guest"]);
    let said = text(&output.stderr);
    let missing = said
        .lines()
        .find(|line| line.contains("No matching toolchains found for types"));
    let missing = missing.unwrap_or_else(|| panic!("{said}"));
    for wanted in ["//rust:toolchain_type", "//tools/cpp:toolchain_type"] {
        assert!(missing.contains(wanted), "one of {wanted} is found: {said}");
    }
}

#[test]
fn a_message_names_labels_as_they_are_called_there() {
    let output = MODULE.actions("@rules_pgrx//build/postgres", &[PLATFORM]);
    let said = text(&output.stderr);
    let remedy = "To mend it: build a pgrx_release of the extension, or choose a platform: \
         --platforms=@rules_pgrx//platforms:linux_<cpu>_pg<major>, of which there are:";
    assert!(said.contains(remedy), "{said}");
}
