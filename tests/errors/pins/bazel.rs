//! A Bazel inside the test, in a workspace that holds the real `build/debian`.

use std::ffi::OsStr;
use std::fs;
use std::path::PathBuf;
use std::sync::{LazyLock, Mutex, MutexGuard};

use nested_bazel::{Nested, Said};

/// One for all tests, which take turns: a Bazel takes seconds to start.
static BAZEL: LazyLock<Mutex<Bazel>> = LazyLock::new(|| Mutex::new(Bazel::start()));

/// A Bazel and the repositories of its workspace.
pub struct Bazel {
    nested: Nested,
    /// As they stand in `MODULE.bazel`.
    repositories: String,
}

/// The Bazel, for as long as the guard lives.
pub fn bazel() -> MutexGuard<'static, Bazel> {
    // A test that failed while it had its turn has not broken the Bazel.
    BAZEL
        .lock()
        .unwrap_or_else(|poisoned| poisoned.into_inner())
}

impl Bazel {
    fn start() -> Self {
        let nested = Nested::start(&[]);
        nested.write("BUILD.bazel", "");
        // Bazel starts a test in the runfiles of the workspace, cargo names a folder.
        let source = std::env::var_os("PINS_WORKSPACE").map_or_else(PathBuf::new, PathBuf::from);
        for file in fs::read_dir(source.join("build/debian")).expect("it is in the test's data") {
            let file = file.expect("an entry");
            let name = file.file_name().into_string().expect("UTF-8");
            nested.copy(&file.path(), &format!("build/debian/{name}"));
        }
        Bazel {
            nested,
            repositories: String::new(),
        }
    }

    /// The workspace's folder.
    pub fn workspace(&self) -> PathBuf {
        self.nested.workspace()
    }

    /// Declares a repository, by its line in `MODULE.bazel`.
    pub fn declare(&mut self, repository: &str) {
        self.repositories += repository;
        let rule = r#"repo = use_repo_rule("//build/debian:repo.bzl", "debian_packages_repo")"#;
        self.nested
            .write("MODULE.bazel", &format!("{rule}\n{}", self.repositories));
    }

    /// Fetches a repository, with further flags.
    pub fn fetch(&self, repository: &str, flags: &[String]) -> Said {
        self.nested.run(
            "fetch",
            &[&[format!("--repo=@{repository}")], flags].concat(),
        )
    }

    /// Everything in Bazel's folder of repositories that belongs to one of them.
    pub fn traces(&self, repository: &str) -> Vec<PathBuf> {
        let entries = fs::read_dir(self.nested.repositories())
            .into_iter()
            .flatten();
        let paths = entries.map(|entry| entry.expect("an entry").path());
        // The canonical name ends in the plain one, after a `~` or `+`.
        let belongs = |path: &PathBuf| {
            let name = path.file_name().and_then(OsStr::to_str).expect("UTF-8");
            let name = name.trim_start_matches('@').trim_end_matches(".marker");
            name.rsplit(['~', '+']).next() == Some(repository)
        };
        paths.filter(belongs).collect()
    }
}
