//! A module of somebody else's, copied out of this repository.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use crate::Bazel;

/// What a build shows in a log.
const PROGRESS: [&str; 3] = ["--curses=no", "--color=no", "--show_progress_rate_limit=60"];

/// A consumer in the Bazel's workspace.
pub struct Consumer<'bazel> {
    bazel: &'bazel Bazel,
    folder: String,
    files: BTreeMap<PathBuf, Vec<u8>>,
}

impl<'bazel> Consumer<'bazel> {
    /// Puts the consumer of a folder of this repository in place of the last one.
    pub fn place(bazel: &'bazel Bazel, folder: &str) -> Self {
        let workspace = bazel.workspace();
        empty(&workspace);
        let mut consumer = Consumer {
            bazel,
            folder: folder.to_owned(),
            files: read(&bazel.rules_pgrx().join(folder)),
        };
        for (name, bytes) in &consumer.files {
            let file = workspace.join(name);
            fs::create_dir_all(file.parent().expect("a folder")).expect("a folder");
            fs::write(&file, bytes).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        }
        // How MODULE.bazel finds this repository, where the consumer lies in it.
        let up = vec![".."; folder.split('/').count()].join("/");
        let here = format!("{:?}", bazel.rules_pgrx().display().to_string());
        consumer.edit("MODULE.bazel", &format!("{up:?}"), &here);
        consumer
    }

    /// The folder of this repository.
    pub fn rules_pgrx(&self) -> &Path {
        self.bazel.rules_pgrx()
    }

    /// The folder that it lies in.
    pub fn workspace(&self) -> PathBuf {
        self.bazel.workspace()
    }

    /// Replaces a text, which is there once, in a file.
    pub fn edit(&mut self, name: &str, old: &str, new: &str) {
        let folder = &self.folder;
        let bytes = self.files.get(Path::new(name));
        let bytes = bytes.unwrap_or_else(|| panic!("{folder} has no {name}"));
        let text = std::str::from_utf8(bytes).expect("UTF-8");
        assert_eq!(text.matches(old).count(), 1, "{old:?} in {folder}/{name}");
        let text = text.replace(old, new);
        self.write(name, &text);
    }

    /// Puts a file there, or another in its place.
    pub fn write(&mut self, name: &str, text: &str) {
        self.files.insert(name.into(), text.into());
        let file = self.bazel.workspace().join(name);
        fs::create_dir_all(file.parent().expect("a folder")).expect("a folder");
        fs::write(file, text).expect("a file of the consumer");
    }

    /// Takes a file away.
    pub fn remove(&mut self, name: &str) {
        self.files.remove(Path::new(name));
        fs::remove_file(self.bazel.workspace().join(name)).expect("a file of the consumer");
    }

    /// Builds targets, and runs those that are tests.
    pub fn test(&self, targets: &[String]) {
        self.succeeds("test", targets);
    }

    /// Builds a target.
    pub fn build(&self, target: &str) {
        self.succeeds("build", &[target.to_owned()]);
    }

    fn succeeds(&self, command: &str, targets: &[String]) {
        let mut arguments = vec![command, "--test_output=errors"];
        arguments.extend(PROGRESS);
        arguments.extend(targets.iter().map(String::as_str));
        let status = self.bazel.run(&arguments, false).status;
        let folder = &self.folder;
        assert!(status.success(), "{folder}: {status}; Bazel says why above");
    }

    /// A text that Bazel has built, by its path below bazel-bin.
    pub fn built(&self, path: &str) -> String {
        text_of(&self.built_file(path))
    }

    /// A file that Bazel has built, by its path below bazel-bin.
    pub fn built_file(&self, path: &str) -> PathBuf {
        self.bazel.workspace().join("bazel-bin").join(path)
    }

    /// The modules that Bazel chose, as `bazel mod graph` shows them.
    pub fn modules(&self) -> String {
        let output = self
            .bazel
            .run(&[&["mod", "graph"], &PROGRESS[..]].concat(), true);
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{}:\n{said}", self.folder);
        String::from_utf8(output.stdout).expect("UTF-8")
    }

    /// What Bazel says when it can't load a target's package.
    pub fn refusal(&self, target: &str, flags: &[&str]) -> String {
        let (success, said) = self.load(target, flags);
        assert!(!success, "{target} was loaded:\n{said}");
        said
    }

    /// What Bazel says when it can't analyse a target; nothing is compiled.
    pub fn no_analysis(&self, target: &str) -> String {
        let (success, said) = self.ask(&["build", "--nobuild"], target, &[]);
        assert!(!success, "{target} was analysed:\n{said}");
        said
    }

    /// What Bazel says when it can't build a target.
    pub fn no_build(&self, target: &str) -> String {
        let (success, said) = self.ask(&["build"], target, &[]);
        assert!(!success, "{target} was built");
        said
    }

    /// What Bazel says when it loads a target's package; nothing is compiled.
    pub fn loading(&self, target: &str) -> String {
        let (success, said) = self.load(target, &[]);
        assert!(success, "{target}:\n{said}");
        said
    }

    fn load(&self, target: &str, flags: &[&str]) -> (bool, String) {
        self.ask(&["query"], target, flags)
    }

    fn ask(&self, command: &[&str], target: &str, flags: &[&str]) -> (bool, String) {
        let arguments = [command, &PROGRESS[..], flags, &[target]].concat();
        let output = self.bazel.run(&arguments, true);
        let said = String::from_utf8(output.stderr).expect("UTF-8");
        (output.status.success(), said)
    }

    /// The build has written into none of the user's files, and added none.
    pub fn is_untouched(&self) {
        let mut now = read(&self.bazel.workspace());
        // Bazel's own: what modules it chose. Links to its folders are no files.
        now.remove(Path::new("MODULE.bazel.lock"));
        let names = |files: &BTreeMap<PathBuf, Vec<u8>>| files.keys().cloned().collect::<Vec<_>>();
        assert_eq!(names(&now), names(&self.files), "{}", self.folder);
        for (name, bytes) in &self.files {
            assert!(now[name] == *bytes, "{} has changed", name.display());
        }
    }
}

/// A file's text.
pub fn text_of(file: &Path) -> String {
    fs::read_to_string(file).unwrap_or_else(|error| panic!("{}: {error}", file.display()))
}

/// Empties a folder, or makes one. A server ends when its workspace's folder goes.
fn empty(folder: &Path) {
    fs::create_dir_all(folder).expect("a folder");
    for entry in fs::read_dir(folder).expect("the last consumer") {
        let path = entry.expect("an entry").path();
        let gone = if path.is_dir() && !path.is_symlink() {
            fs::remove_dir_all(&path)
        } else {
            fs::remove_file(&path)
        };
        gone.unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    }
}

/// The files below a folder, by their paths in it.
fn read(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let files = tidy::tree::files(folder).unwrap_or_else(|error| panic!("{error}"));
    let file = |path: PathBuf| {
        let bytes = fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let inside = path.strip_prefix(folder).expect("it is below");
        (inside.to_owned(), bytes)
    };
    files.into_iter().map(file).collect()
}
