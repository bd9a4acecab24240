//! A Bazel inside a test: the one that runs the test, or another, in a workspace of
//! the test's own, with all its folders below the test's and no network.

mod find;
mod registry;

use std::ffi::{OsStr, OsString};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;

/// A Bazel and its workspace. It ends by itself once nobody asks it for a while.
pub struct Nested {
    program: PathBuf,
    environment: Vec<(OsString, OsString)>,
    folder: TempDir,
}

/// What Bazel said, on standard error, and whether it was content.
pub struct Said {
    pub success: bool,
    pub text: String,
}

/// Options of the server, which is small and short-lived.
const SERVER: [&str; 5] = [
    // It ends by itself once the test has.
    "--max_idle_secs=15",
    // On a busy machine two minutes are not always enough.
    "--local_startup_timeout_secs=240",
    "--host_jvm_args=-Xmx512m",
    "--host_jvm_args=-XX:+UseSerialGC",
    "--host_jvm_args=-XX:TieredStopAtLevel=1",
];

/// In the sandbox of a test, the folder in which the launcher has sandboxes can't be written.
const RC: &str = "build --sandbox_base=\n";

/// Flags of every command that resolves modules.
const FLAGS: [&str; 5] = [
    "--lockfile_mode=off",
    "--color=no",
    "--curses=no",
    "--noshow_progress",
    // On the loopback, what is refused once stays refused.
    "--http_connector_attempts=1",
];

/// The Bazel to run: BAZEL_REAL, which bazelisk sets, or the one on PATH.
///
/// # Errors
/// Where there is none: a text with what mends it.
pub fn program() -> Result<PathBuf, String> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    find::find(std::env::var_os("BAZEL_REAL"), &path)
}

impl Nested {
    /// Starts Bazel in an empty workspace, without `MODULE.bazel`.
    ///
    /// `environment` is what it finds beside PATH and a HOME, which are there anyway.
    ///
    /// Panics, with what mends it, where there is no Bazel.
    pub fn start(environment: &[(&str, &str)]) -> Self {
        let path = std::env::var_os("PATH").unwrap_or_default();
        let program = program().unwrap_or_else(|no| panic!("{no}"));
        let parent = std::env::var_os("TEST_TMPDIR").map_or_else(std::env::temp_dir, PathBuf::from);
        let folder = tempfile::tempdir_in(parent).expect("a temporary folder");
        let given = environment
            .iter()
            .map(|(name, value)| (name.into(), value.into()));
        let nested = Nested {
            program,
            environment: [("PATH".into(), path)].into_iter().chain(given).collect(),
            folder,
        };
        for name in ["workspace", "home"] {
            fs::create_dir(nested.path(name)).expect("a folder");
        }
        // Without this file it is no workspace.
        nested.write("MODULE.bazel", "");
        fs::write(nested.path("rc"), RC).expect("options of Bazel");
        let base = nested.command(["info", "install_base"]);
        assert!(
            base.status.success(),
            "{}",
            String::from_utf8_lossy(&base.stderr)
        );
        let base = PathBuf::from(String::from_utf8(base.stdout).expect("UTF-8").trim());
        let own = fs::read_to_string(base.join("embedded_tools/MODULE.bazel"));
        registry::write(
            &nested.path("registry"),
            &own.expect("Bazel's own MODULE.bazel"),
        );
        nested
    }

    /// The workspace's folder.
    pub fn workspace(&self) -> PathBuf {
        self.path("workspace")
    }

    /// Where Bazel keeps repositories, and their markers.
    pub fn repositories(&self) -> PathBuf {
        self.path("base/external")
    }

    /// Writes a file of the workspace.
    pub fn write(&self, name: &str, text: &str) {
        fs::write(self.create(name), text).expect("a file of the workspace");
    }

    /// Copies a file into the workspace, with its mode.
    pub fn copy(&self, from: &Path, name: &str) {
        fs::copy(from, self.create(name))
            .unwrap_or_else(|error| panic!("{}: {error}", from.display()));
    }

    /// Runs a command that resolves modules (`build`, `fetch`, ...) to its end.
    pub fn run(&self, command: &str, arguments: &[String]) -> Said {
        let registry = format!("--registry=file://{}", self.path("registry").display());
        let flags = FLAGS.iter().map(|flag| flag.to_string()).chain([registry]);
        let all = [command.to_owned()].into_iter().chain(flags);
        let output = self.command(all.chain(arguments.iter().cloned()));
        Said {
            success: output.status.success(),
            text: String::from_utf8(output.stderr).expect("UTF-8"),
        }
    }

    fn command<A: AsRef<OsStr>>(&self, arguments: impl IntoIterator<Item = A>) -> Output {
        let folder = |name| self.path(name).display().to_string();
        Command::new(&self.program)
            .arg("--nohome_rc")
            .arg(format!("--bazelrc={}", folder("rc")))
            .arg(format!("--output_user_root={}", folder("user")))
            .arg(format!("--output_base={}", folder("base")))
            .args(SERVER)
            .args(arguments)
            .current_dir(self.workspace())
            .env_clear()
            .env("HOME", folder("home"))
            // The machine's proxy does not know our loopback.
            .env("no_proxy", "127.0.0.1")
            .envs(self.environment.iter().map(|(name, value)| (name, value)))
            .output()
            .unwrap_or_else(|error| panic!("{}: {error}", self.program.display()))
    }

    fn create(&self, name: &str) -> PathBuf {
        let path = self.workspace().join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        path
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }
}
