//! The targets to measure and where their toolchain is, as `bench/rows.bzl` writes them.
//!
//! Folders are relative to the output base (`external/<repository>`), since each
//! output base has repositories of its own.

use std::fs;
use std::path::Path;

use serde::Deserialize;

use crate::error::{io, json, Error, Result};

/// All rows.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rows {
    /// All architectures, as Bazel spells them.
    pub cpus: Vec<String>,
    /// CPUs that toolchains run on.
    pub execution: Vec<Execution>,
    /// Those that plain cargo can be run for, each with its default PostgreSQL.
    pub targets: Vec<Target>,
}

/// What programs that run during a build are made with.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Execution {
    /// The CPU, as Bazel spells it.
    pub cpu: String,
    /// rustc's triple.
    pub triple: String,
    /// clang's `--target`.
    pub tuple: String,
    /// Folder with `bin/` and `lib/` of clang, lld, rustc and cargo.
    pub programs: String,
    /// Folder for clang's `--sysroot`.
    pub sysroot: String,
    /// Folder with `lib/rustlib/<triple>`.
    pub std: String,
}

/// One architecture with one PostgreSQL.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Target {
    /// The `pgrx_release`, for example `//:ext_<cpu>`.
    pub label: String,
    /// The CPU, as Bazel spells it.
    pub cpu: String,
    /// PostgreSQL's major version.
    pub major: String,
    /// rustc's triple.
    pub triple: String,
    /// clang's `--target`.
    pub tuple: String,
    /// Folder for clang's `--sysroot`.
    pub sysroot: String,
    /// Folder with `lib/rustlib/<triple>`.
    pub std: String,
    /// Folder with `server/postgres.h` and `unicode/`.
    pub postgres: String,
    /// Label of the server's description.
    pub server: String,
}

impl Rows {
    /// Reads the file that `bench/rows.bzl` writes.
    pub fn read(path: &Path) -> Result<Rows> {
        let text = fs::read_to_string(path).map_err(io("read", path))?;
        serde_json::from_str(&text).map_err(json(path.display()))
    }

    /// The row of a target's label.
    pub fn target(&self, label: &str) -> Result<&Target> {
        self.targets
            .iter()
            .find(|target| target.label == label)
            .ok_or_else(|| Error::NoRow {
                wanted: label.into(),
                known: self.labels().join(", "),
            })
    }

    /// The row of this machine's own CPU, as a toolchain's host.
    pub fn this_machine(&self) -> Result<&Execution> {
        let cpu = std::env::consts::ARCH;
        self.execution
            .iter()
            .find(|execution| execution.cpu == cpu)
            .ok_or_else(|| Error::NoExecution { cpu: cpu.into() })
    }

    /// The target that this machine runs natively.
    pub fn native(&self) -> Result<&Target> {
        let cpu = std::env::consts::ARCH;
        self.targets
            .iter()
            .find(|target| target.cpu == cpu)
            .ok_or_else(|| Error::NoExecution { cpu: cpu.into() })
    }

    /// The first target that this machine does not run natively: what a cross build is.
    pub fn foreign(&self) -> Result<&Target> {
        let cpu = std::env::consts::ARCH;
        self.targets
            .iter()
            .find(|target| target.cpu != cpu)
            .ok_or_else(|| Error::NoRow {
                wanted: format!("for another CPU than {cpu}"),
                known: self.labels().join(", "),
            })
    }

    fn labels(&self) -> Vec<String> {
        self.targets.iter().map(|t| t.label.clone()).collect()
    }
}

impl Target {
    /// The library of this target's build, relative to `bazel-bin`.
    pub fn library(&self, extension: &str) -> String {
        format!(
            "{}/lib/postgresql/{}/lib/{extension}.so",
            self.folder(),
            self.major
        )
    }

    /// The folder of the SQL and control files, relative to `bazel-bin`.
    pub fn share(&self) -> String {
        format!(
            "{}/share/postgresql/{}/extension",
            self.folder(),
            self.major
        )
    }

    fn folder(&self) -> String {
        path_of(&self.label)
    }
}

/// `//a/b:c` as the path `a/b/c`.
pub fn path_of(label: &str) -> String {
    let label = label.trim_start_matches("@@").trim_start_matches("//");
    label.replace(':', "/").trim_start_matches('/').into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_become_paths() {
        assert_eq!(path_of("//:ext_a"), "ext_a");
        assert_eq!(
            path_of("//build/emulation:server"),
            "build/emulation/server"
        );
    }

    #[test]
    fn an_unknown_target_is_named_with_those_that_exist() {
        let rows: Rows = serde_json::from_str(
            r#"{"cpus": ["a"], "execution": [], "targets": [{"label": "//:ext_a", "cpu": "a", "major": "17",
            "triple": "a", "tuple": "a", "sysroot": "s", "std": "r", "postgres": "p", "server": "v"}]}"#,
        )
        .unwrap();
        let text = rows.target("//:ext_b").unwrap_err().to_string();
        assert!(text.contains("no target //:ext_b"), "{text}");
        assert!(text.contains("there are: //:ext_a"), "{text}");
        assert_eq!(
            rows.target("//:ext_a").unwrap().library("e"),
            "ext_a/lib/postgresql/17/lib/e.so"
        );
    }
}
