//! A machine for one test: a `PATH` that holds the few system programs the
//! launcher's scripts use, and stubs for those that a test wants to be otherwise.

use std::ffi::OsStr;
use std::fs;
use std::io::Write;
use std::os::unix::fs::{symlink, PermissionsExt};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};

use tempfile::TempDir;

/// What the launcher takes from any Linux; `apt` and its kin are always stubs.
const SYSTEM_PROGRAMS: &[&str] = &[
    "awk", "basename", "bash", "cat", "chmod", "cksum", "df", "dirname", "du", "env", "find",
    "flock", "grep", "head", "id", "mkdir", "mktemp", "mv", "printf", "readlink", "rm", "sed",
    "sh", "sleep", "sort", "stat", "tail", "touch", "tr", "uname",
];

/// Where a system program may lie.
const SYSTEM_FOLDERS: &[&str] = &["/usr/bin", "/bin", "/usr/sbin", "/sbin"];

/// A stub machine on which the launcher would set Bazel up, were there a network.
pub struct Machine {
    folder: TempDir,
    environment: Vec<(String, String)>,
}

impl Machine {
    /// A Debian on x86-64 with enough of everything, and no Bazel.
    pub fn debian() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = folder.path();
        fs::create_dir(path.join("bin")).expect("bin/");
        fs::write(path.join("keyring.gpg"), "").expect("keyring.gpg");
        let mut machine = Machine {
            environment: Vec::new(),
            folder,
        };
        for program in SYSTEM_PROGRAMS {
            let found = SYSTEM_FOLDERS
                .iter()
                .map(|f| Path::new(f).join(program))
                .find(|p| p.exists());
            let found = found.unwrap_or_else(|| panic!("this machine has no {program}"));
            machine.link(program, &found);
        }
        machine.stub("uname", "[[ $1 == -s ]] && echo Linux || echo x86_64");
        machine.stub(
            "df",
            "printf 'Filesystem 1M Used Available\\nstub 1 1 99999 1%% /\\n'",
        );
        for program in ["apt-cache", "apt-get", "dpkg-deb", "unshare"] {
            machine.stub(program, "");
        }
        machine.set("HOME", &machine.path("home"));
        machine.set("DEBIAN_MIRROR", "stub://mirror/debian");
        machine.set("DEBIAN_KEYRING", &machine.path("keyring.gpg"));
        machine
    }

    /// Puts a program on the machine, by its bash text, in place of what had the name.
    pub fn stub(&mut self, name: &str, text: &str) {
        let path = self.program(name);
        let _ = fs::remove_file(&path);
        fs::write(&path, format!("#!/bin/bash\n{text}\n")).expect("a stub");
        fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).expect("a mode");
    }

    /// Puts a program of the outside on the machine.
    pub fn link(&mut self, name: &str, target: &Path) {
        symlink(target, self.program(name)).expect("a link");
    }

    /// Takes a program off the machine.
    pub fn remove(&mut self, name: &str) {
        fs::remove_file(self.program(name)).expect("a program to remove");
    }

    /// Sets a variable of the environment, which is otherwise empty but for `PATH` and the defaults.
    pub fn set(&mut self, name: &str, value: &str) {
        self.unset(name);
        self.environment.push((name.to_owned(), value.to_owned()));
    }

    /// Unsets a variable.
    pub fn unset(&mut self, name: &str) {
        self.environment.retain(|(known, _)| known != name);
    }

    /// A path on the machine's own disk.
    pub fn path(&self, name: &str) -> String {
        self.folder
            .path()
            .join(name)
            .to_str()
            .expect("UTF-8")
            .to_owned()
    }

    /// The launcher's cache folder, by its default place.
    pub fn cache(&self) -> PathBuf {
        self.folder.path().join("home/.cache/rules_pgrx")
    }

    /// Starts the launcher; its three streams are pipes.
    pub fn start<A: AsRef<OsStr>>(&self, arguments: &[A]) -> Child {
        Command::new(launcher())
            .args(arguments)
            .env_clear()
            .env("PATH", self.folder.path().join("bin"))
            .envs(self.environment.iter().map(|(name, value)| (name, value)))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("tools/bazel starts")
    }

    /// Runs the launcher to its end with `input` on its standard input.
    pub fn run<A: AsRef<OsStr>>(&self, arguments: &[A], input: &str) -> Output {
        let mut child = self.start(arguments);
        // A launcher that refuses doesn't read; the broken pipe is no failure of the test.
        let _ = child
            .stdin
            .take()
            .expect("a pipe")
            .write_all(input.as_bytes());
        child.wait_with_output().expect("tools/bazel ends")
    }

    /// Calls a function of a launcher's scripts, after assignments, if any.
    pub fn call(&self, launcher: &Path, words: &[&str]) -> Output {
        let script = r#"set -euo pipefail
LAUNCHER=$1
for part in common lib/stubs lib/registry; do source "$LAUNCHER/$part.sh"; done
shift
while [[ $1 == *=* ]]; do declare "$1"; shift; done
"$@""#;
        Command::new("bash")
            .args(["-c", script, "bash"])
            .arg(launcher)
            .args(words)
            .env_clear()
            .env("PATH", self.folder.path().join("bin"))
            .output()
            .expect("bash starts")
    }

    fn program(&self, name: &str) -> PathBuf {
        self.folder.path().join("bin").join(name)
    }
}

/// The launcher's path: Bazel starts a test in the runfiles of the workspace, cargo names a folder.
pub fn launcher() -> PathBuf {
    let workspace = std::env::var_os("LAUNCHER_WORKSPACE").map_or_else(PathBuf::new, PathBuf::from);
    fs::canonicalize(workspace.join("tools/bazel")).expect("tools/bazel is in the test's data")
}
