//! Bazel, in the copy of the workspace, with an output base of its own.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::cost::{Cost, Stopwatch, Workers};
use crate::error::Result;
use crate::metrics::Metrics;
use crate::process::run;

/// No result of an earlier build, on this machine or another, may be taken.
const NO_CACHE: &[&str] = &["--disk_cache=", "--remote_cache=", "--remote_executor="];

/// A Bazel server of our own; shut down when dropped.
#[derive(Debug)]
pub struct Bazel {
    launcher: PathBuf,
    /// The workspace that is built: the copy.
    pub workspace: PathBuf,
    /// Its output base.
    pub output_base: PathBuf,
    reports: PathBuf,
    builds: std::cell::Cell<u32>,
    no_cache: &'static [&'static str],
}

/// What a build did and cost.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Build {
    pub cost: Cost,
    pub metrics: Metrics,
}

impl Bazel {
    /// Bazel by the launcher of `original`, in `workspace`, with its output base and
    /// reports (`<n>-<name>.json`, `.profile.gz`) in `scratch`.
    pub fn new(original: &Path, workspace: PathBuf, scratch: &Path) -> Bazel {
        Bazel {
            launcher: original.join("tools/bazel"),
            workspace,
            output_base: scratch.join("output_base"),
            reports: scratch.join("reports"),
            builds: 0.into(),
            no_cache: NO_CACHE,
        }
    }

    /// From here on takes what the user's caches have; times then mean nothing.
    pub fn rehearse(&mut self) {
        self.no_cache = &[];
    }

    /// Runs a verb with arguments; returns what it prints.
    pub fn run(&self, verb: &str, arguments: &[&str]) -> Result<String> {
        let mut command = Command::new(&self.launcher);
        command.current_dir(&self.workspace);
        // Those of the `bazel run` that started us lead elsewhere.
        for name in [
            "BUILD_WORKSPACE_DIRECTORY",
            "BUILD_WORKING_DIRECTORY",
            "RUNFILES_DIR",
        ] {
            command.env_remove(name);
        }
        command.arg(format!("--output_base={}", self.output_base.display()));
        command.arg(verb).args(arguments);
        run(
            &format!("bazel {verb} {}", arguments.join(" ")),
            &mut command,
        )
    }

    /// Fetches and analyses targets, and builds nothing.
    pub fn analyse(&self, targets: &[&str]) -> Result<()> {
        self.run("build", &[&["--nobuild"], self.no_cache, targets].concat())?;
        Ok(())
    }

    /// Forgets all outputs and results; what was fetched stays.
    pub fn clean(&self) -> Result<()> {
        self.run("clean", &[])?;
        Ok(())
    }

    /// Builds with no cache but what this server has built itself.
    pub fn build(&self, name: &str, targets: &[&str]) -> Result<Build> {
        self.measured(name, &[self.no_cache, targets].concat())
    }

    /// Builds as the user would, with the caches of user.bazelrc.
    pub fn build_as_user(&self, name: &str, targets: &[&str]) -> Result<Build> {
        self.measured(name, targets)
    }

    fn measured(&self, name: &str, arguments: &[&str]) -> Result<Build> {
        let server = self.run("info", &["server_pid"])?.trim().parse().ok();
        self.builds.set(self.builds.get() + 1);
        let report = self
            .reports
            .join(format!("{:02}-{name}.json", self.builds.get()));
        let flags = [
            format!("--build_event_json_file={}", report.display()),
            format!(
                "--profile={}",
                report.with_extension("profile.gz").display()
            ),
            "--experimental_record_metrics_for_all_mnemonics".into(),
            "--noshow_progress".into(),
        ];
        let flags: Vec<&str> = flags.iter().map(String::as_str).collect();
        let watch = Stopwatch::start(Workers { server });
        self.run("build", &[&flags, arguments].concat())?;
        Ok(Build {
            cost: watch.stop(),
            metrics: Metrics::read(&report)?,
        })
    }

    /// A file below `bazel-bin`.
    pub fn output(&self, path: &str) -> PathBuf {
        self.workspace.join("bazel-bin").join(path)
    }

    /// The folder of a repository, given as `external/<repository>`.
    pub fn repository(&self, folder: &str) -> PathBuf {
        self.output_base.join(folder)
    }
}

impl Drop for Bazel {
    fn drop(&mut self) {
        self.run("shutdown", &[])
            .map_or_else(|error| eprintln!("warning: {error}"), drop);
    }
}
