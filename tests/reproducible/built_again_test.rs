//! Builds the workspace again, by another Bazel in another folder, and compares.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus};

use tempfile::TempDir;

/// A value that BUILD.bazel hands over.
fn input(variable: &str) -> String {
    std::env::var(variable)
        .unwrap_or_else(|_| panic!("{variable} is not set; run this test with Bazel"))
}

/// Words of an optional variable.
fn words(variable: &str) -> Vec<String> {
    let value = std::env::var(variable).unwrap_or_default();
    value.split_whitespace().map(str::to_owned).collect()
}

/// The workspace once more, with a Bazel that shares downloads with the first, and nothing else.
struct Elsewhere {
    folder: TempDir,
    bazel: PathBuf,
}

impl Elsewhere {
    fn new() -> Self {
        let parent = PathBuf::from(input("TEST_TMPDIR"));
        let folder = tempfile::tempdir_in(parent).expect("a temporary folder");
        let root = tidy::tree::workspace().unwrap_or_else(|error| panic!("{error}"));
        for file in files(&root) {
            let inside = file.strip_prefix(&root).expect("it is below");
            copy(&file, &folder.path().join("workspace").join(inside));
        }
        let bazel = nested_bazel::program().unwrap_or_else(|no| panic!("{no}"));
        Elsewhere { folder, bazel }
    }

    /// Has the rules of a folder run programs of one CPU, whatever `//platforms:execution` says.
    fn run_only_on(&self, cpu: &str, folder: &str) {
        let platforms = self.workspace().join("platforms");
        let ours = read(&platforms.join("tools.bzl"));
        let others = ours.replace(
            "_PLATFORMS: [execution_platform(settings)]",
            &format!("_PLATFORMS: [\"@@//platforms:exec_{cpu}\"]"),
        );
        assert_ne!(ours, others, "tools.bzl names its platform otherwise");
        fs::write(platforms.join("packing.bzl"), others).expect("a file of the copy");
        let mut rules = 0;
        for file in files(&self.workspace().join(folder)) {
            if file.extension().is_none_or(|end| end != "bzl") {
                continue;
            }
            let text = read(&file);
            rules += text.matches("//platforms:tools.bzl").count();
            fs::write(
                &file,
                text.replace("//platforms:tools.bzl", "//platforms:packing.bzl"),
            )
            .unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        }
        assert!(rules > 0, "{folder} runs no tools");
    }

    fn workspace(&self) -> PathBuf {
        self.folder.path().join("workspace")
    }

    /// Runs a command of Bazel, its output in the test's log.
    fn bazel(&self, command: &str, arguments: &[String]) -> ExitStatus {
        let base = self.folder.path().join("base");
        let mut bazel = Command::new(&self.bazel);
        // By it Bazel would know that this is a test, and share no downloads.
        bazel.env_remove("TEST_TMPDIR");
        // The user's own settings may name a cache, which would answer for a build.
        bazel.args(["--nohome_rc", "--max_idle_secs=60"]);
        bazel.arg(format!("--output_base={}", base.display()));
        bazel.arg(command).args(arguments);
        bazel
            .current_dir(self.workspace())
            .status()
            .unwrap_or_else(|error| panic!("{bazel:?}: {error}"))
    }

    /// Builds a digest list; `file` is its path below `bazel-bin`.
    fn digests(&self, target: String, file: &str) -> String {
        let progress = ["--curses=no", "--color=no", "--show_progress_rate_limit=60"];
        let flags = [words("FLAGS"), words("BUILT_AGAIN_FLAGS"), vec![target]];
        let arguments = [&progress.map(str::to_owned), flags.concat().as_slice()].concat();
        let status = self.bazel("build", &arguments);
        assert!(
            status.success(),
            "the other Bazel: {status}; it says why above"
        );
        read(&self.workspace().join("bazel-bin").join(file))
    }
}

impl Drop for Elsewhere {
    fn drop(&mut self) {
        // Ends the server, and removes folders that nobody may write to.
        self.bazel("clean", &["--expunge".to_owned()]);
    }
}

/// The files of a folder that no .gitignore names.
fn files(folder: &Path) -> Vec<PathBuf> {
    tidy::tree::files(folder).unwrap_or_else(|error| panic!("{error}"))
}

fn copy(from: &Path, to: &Path) {
    let parent = to.parent().expect("a folder");
    fs::create_dir_all(parent)
        .and_then(|()| fs::copy(from, to))
        .unwrap_or_else(|error| panic!("{}: {error}", from.display()));
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Lines of `a` that `b` lacks.
fn only_in<'a>(a: &'a str, b: &str) -> Vec<&'a str> {
    let lacks = |line: &&str| !b.lines().any(|other| other == *line);
    a.lines().filter(lacks).collect()
}

/// Runs this test once more, on the machine that a program makes.
fn on_machine(program: &str) -> ExitStatus {
    let test = std::env::current_exe().expect("this program");
    Command::new(program)
        .args(["--server", &input("SERVER"), "--"])
        .arg(test)
        .args(std::env::args_os().skip(1))
        .env_remove("TARGET_MACHINE")
        .status()
        .unwrap_or_else(|error| panic!("{program}: {error}"))
}

#[test]
fn what_ships_is_the_same_elsewhere() {
    if let Ok(program) = std::env::var("TARGET_MACHINE") {
        let status = on_machine(&program);
        assert!(status.success(), "on the other machine: {status}");
        return;
    }
    let list = input("LIST");
    let here = read(Path::new(&list));
    assert!(
        here.lines().count() >= 6,
        "libraries, SQL and control files, not:\n{here}"
    );
    let elsewhere = Elsewhere::new();
    for folder in words("PACKING_RULES") {
        elsewhere.run_only_on(&input("PACKING_CPU"), &folder);
    }
    let there = elsewhere.digests(input("TARGET"), &list);
    println!("{there}");
    assert_eq!(
        only_in(&here, &there),
        only_in(&there, &here),
        "digests here (left) and elsewhere (right)"
    );
}
