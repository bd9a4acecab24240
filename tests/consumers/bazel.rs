//! The Bazel that builds the consumers, one after the other in the same folder: what they share,
//! toolchains and our tools, is fetched and built once.

use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::{LazyLock, Mutex, MutexGuard};

use tempfile::TempDir;

static BAZEL: LazyLock<Mutex<Bazel>> = LazyLock::new(|| Mutex::new(Bazel::new()));

/// A Bazel with an output base of its own. Downloads it shares with the user's, and by their
/// `.bazelrc` also what is cached.
pub struct Bazel {
    rules_pgrx: PathBuf,
    folder: TempDir,
}

/// The Bazel, for as long as the guard lives.
pub fn bazel() -> MutexGuard<'static, Bazel> {
    // A test that failed while it had its turn has not broken the Bazel.
    BAZEL
        .lock()
        .unwrap_or_else(|poisoned| poisoned.into_inner())
}

impl Bazel {
    fn new() -> Self {
        let parent = std::env::var_os("TEST_TMPDIR").expect("Bazel sets it");
        Bazel {
            rules_pgrx: tidy::tree::workspace().unwrap_or_else(|error| panic!("{error}")),
            folder: tempfile::tempdir_in(parent).expect("a temporary folder"),
        }
    }

    /// The folder of this repository.
    pub fn rules_pgrx(&self) -> &Path {
        &self.rules_pgrx
    }

    /// The folder that consumers are copied to.
    pub fn workspace(&self) -> PathBuf {
        self.folder.path().join("consumer")
    }

    /// Runs a command by the launcher that users start. What it says is in the test's log, or
    /// in the output where it is `heard`.
    pub fn run(&self, arguments: &[&str], heard: bool) -> Output {
        let base = self.folder.path().join("base");
        let mut bazel = Command::new(self.rules_pgrx.join("tools/bazel"));
        // By it Bazel would know that this is a test, and share no downloads.
        bazel.env_remove("TEST_TMPDIR");
        bazel.arg("--max_idle_secs=60");
        bazel.arg(format!("--output_base={}", base.display()));
        bazel.args(arguments).current_dir(self.workspace());
        if !heard {
            bazel.stdout(Stdio::inherit()).stderr(Stdio::inherit());
        }
        bazel
            .output()
            .unwrap_or_else(|error| panic!("{bazel:?}: {error}"))
    }
}
