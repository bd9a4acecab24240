//! dpkg in a root of its own, as an ordinary user.

use crate::variable;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// A root folder that packages are installed in.
pub struct Root(tempfile::TempDir);

impl Root {
    /// A root in which `installed` (package, version) count as installed.
    pub fn new(installed: &[(String, String)]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let state = folder.path().join("var/lib/dpkg");
        for part in ["info", "updates", "triggers"] {
            std::fs::create_dir_all(state.join(part)).unwrap();
        }
        let architecture = variable("DEB_ARCHITECTURE");
        let stanza = |(package, version): &(String, String)| {
            format!(
                "Package: {package}\nStatus: install ok installed\nMaintainer: nobody\n\
                 Architecture: {architecture}\nVersion: {version}\nDescription: pinned\n\n"
            )
        };
        let status: String = installed.iter().map(stanza).collect();
        std::fs::write(state.join("status"), status).unwrap();
        let root = Self(folder);
        let (good, said) = root.dpkg(&["--add-architecture", &architecture]);
        assert!(good, "{said}");
        root
    }

    /// Where a file of the root is on this machine.
    pub fn path(&self, path: &str) -> PathBuf {
        self.0.path().join(path)
    }

    /// Runs dpkg on this root and returns its exit status and what it said.
    pub fn dpkg(&self, arguments: &[&str]) -> (bool, String) {
        let mut command = program("dpkg");
        command
            .arg(format!("--root={}", self.0.path().display()))
            // No right to change owners is needed, nor ldconfig; no package has scripts.
            .args(["--force-not-root", "--force-bad-path", "--path-include=*"])
            .args(arguments);
        let output = command.output().unwrap();
        (output.status.success(), text(&output))
    }
}

/// Runs dpkg-deb, which must succeed.
pub fn dpkg_deb(arguments: &[&str]) -> String {
    let output = program("dpkg-deb").args(arguments).output().unwrap();
    assert!(output.status.success(), "{}", text(&output));
    String::from_utf8(output.stdout).unwrap()
}

/// A program of the pinned dpkg, with its own libraries but the machine's libc.
fn program(name: &str) -> Command {
    let root = PathBuf::from(variable("DPKG_ROOT_FOLDER"))
        .canonicalize()
        .unwrap();
    let lib = root.join("usr/lib");
    let folders = std::fs::read_dir(&lib)
        .unwrap()
        .map(|entry| entry.unwrap().path());
    let libraries: Vec<_> = folders.filter(|folder| holds_libraries(folder)).collect();
    let mut command = Command::new(root.join("usr/bin").join(name));
    command
        .env_clear()
        .env("PATH", root.join("usr/bin"))
        .env("LD_LIBRARY_PATH", std::env::join_paths(libraries).unwrap());
    command
}

fn holds_libraries(folder: &Path) -> bool {
    folder.is_dir()
        && std::fs::read_dir(folder).unwrap().any(|entry| {
            entry
                .unwrap()
                .file_name()
                .to_string_lossy()
                .starts_with("libz.so")
        })
}

fn text(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}
