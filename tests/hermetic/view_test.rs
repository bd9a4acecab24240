//! What an action sees with `--config=hermetic`: exactly what `.bazelrc` says, and
//! nothing in that is a compiler, a header or an interpreter but bash.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use nested_bazel::Nested;

const BUILD: &str = r#"
load(":view.bzl", "view")
# Two, as Bazel does not tell the result of one sandbox from another's.
view(name = "hermetic", probe = "probe")
view(name = "ordinary", probe = "probe")
"#;

/// The machine's files that an action may see: what starts programs, and the bash of
/// rules_rust's bootstrap. Whoever adds to `.bazelrc` has to add here, and say why there.
const ALLOWED: [&str; 7] = [
    "bash",
    "ld-linux-",
    "libc.so.6",
    "libgcc_s.so.1",
    "libm.so.6",
    "libresolv.so.2",
    "libtinfo.so.6",
];

/// The program that `.bazelrc` has Bazel run before each build.
const STATUS: &str = "tools/workspace_status";

/// What linux-sandbox makes itself.
const OF_THE_SANDBOX: [&str; 6] = [
    "/dev/fd",
    "/dev/null",
    "/dev/random",
    "/dev/urandom",
    "/dev/zero",
    "/tmp/empty_file",
];

/// Bazel's own with --incompatible_strict_action_env (BazelRuleClassProvider.java).
const STRICT_PATH: &str = "PATH=/bin:/usr/bin:/usr/local/bin";

/// The probe's report, by the word that its lines begin with.
struct Report(Vec<(String, String)>);

/// With the config, and without.
static REPORTS: LazyLock<[Report; 2]> = LazyLock::new(|| {
    let path = std::env::var("PATH").expect("PATH");
    // What a machine of a developer may have.
    let bazel = Nested::start(&[
        ("PATH", &format!("{path}:/srv/me/bin")),
        ("CC", "gcc"),
        ("CPATH", "/usr/include"),
        ("RUSTFLAGS", "-Ctarget-cpu=native"),
    ]);
    bazel.write("BUILD.bazel", BUILD);
    // What .bazelrc names.
    bazel.write("platforms/BUILD.bazel", r#"platform(name = "exec")"#);
    for folder in ["bindings", "llvm", "rust"] {
        bazel.write(&format!("build/{folder}/BUILD.bazel"), "");
    }
    bazel.copy(&in_workspace(".bazelrc"), ".bazelrc");
    bazel.copy(&in_workspace(STATUS), STATUS);
    bazel.copy(&in_workspace("tests/hermetic/view.bzl"), "view.bzl");
    bazel.copy(&in_workspace("tests/hermetic/probe"), "probe");
    [
        report(&bazel, "hermetic", Some("--config=hermetic")),
        report(&bazel, "ordinary", None),
    ]
});

fn hermetic() -> &'static Report {
    &REPORTS[0]
}

fn report(bazel: &Nested, target: &str, config: Option<&str>) -> Report {
    let mut flags = vec!["--host_platform=//platforms:exec", target];
    flags.extend(config);
    let flags: Vec<_> = flags.into_iter().map(str::to_owned).collect();
    let said = bazel.run("build", &flags);
    assert!(
        said.success,
        "no action could be run in the view:\n{}",
        said.text
    );
    let report = format!("bazel-bin/{target}.txt");
    let report = bazel.workspace().join(report);
    let text = fs::read_to_string(report).expect("the report");
    let lines = text.lines().filter_map(|line| line.split_once(' '));
    Report(
        lines
            .map(|(word, rest)| (word.to_owned(), rest.to_owned()))
            .collect(),
    )
}

impl Report {
    fn all(&self, word: &str) -> Vec<&str> {
        self.0
            .iter()
            .filter(|line| line.0 == word)
            .map(|line| line.1.as_str())
            .collect()
    }
}

/// The paths that `.bazelrc` mounts, without /proc.
fn mounted() -> Vec<String> {
    let rc = fs::read_to_string(in_workspace(".bazelrc")).expect(".bazelrc");
    let pairs = rc
        .lines()
        .filter_map(|line| line.strip_prefix("build:hermetic --sandbox_add_mount_pair="));
    pairs
        .filter(|path| *path != "/proc")
        .map(str::to_owned)
        .collect()
}

/// A file of the workspace: Bazel starts a test in its runfiles, cargo names a folder.
fn in_workspace(path: &str) -> PathBuf {
    let workspace = std::env::var_os("VIEW_WORKSPACE").map_or_else(PathBuf::new, PathBuf::from);
    workspace.join(path)
}

#[test]
fn an_action_sees_the_files_of_bazelrc_and_no_others() {
    let mut expected: Vec<_> = mounted();
    expected.extend(OF_THE_SANDBOX.map(str::to_owned));
    expected.sort();
    assert_eq!(hermetic().all("file"), expected);
}

#[test]
fn bazelrc_shows_no_more_than_what_starts_programs() {
    for path in mounted() {
        let name = Path::new(&path)
            .file_name()
            .and_then(|name| name.to_str())
            .expect("a name");
        let allowed = ALLOWED
            .iter()
            .any(|allowed| name == *allowed || allowed.ends_with('-') && name.starts_with(allowed));
        assert!(
            allowed,
            ".bazelrc shows {path} to actions; if they need it, say why in {}",
            file!()
        );
    }
}

#[test]
fn nothing_of_the_users_environment_arrives() {
    let set: Vec<_> = hermetic()
        .all("env")
        .into_iter()
        .filter(|line| !line.starts_with("TMPDIR="))
        .collect();
    assert_eq!(set, [STRICT_PATH]);
}

#[test]
fn there_is_no_network_and_no_way_out() {
    assert_eq!(hermetic().all("network"), ["lo"]);
    let none: [&str; 0] = [];
    assert_eq!(hermetic().all("escape"), none);
}

#[test]
fn the_probe_is_not_blind() {
    let seen = REPORTS[1].all("file").len();
    assert!(
        seen > 1_000,
        "without the config an action sees the machine, not {seen} files"
    );
}
