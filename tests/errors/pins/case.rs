//! One test's repository, lock, key and mirror.

use std::fs;
use std::path::{Path, PathBuf};

use nested_bazel::Said;
use serde_json::json;

use crate::bazel::bazel;
use archive::{in_archive, Key, Mirror, Package, ARCHITECTURE};

/// A repository of its own, with an archive of its own.
pub struct Case {
    name: &'static str,
    /// Whether its lock names the archive, which then is not Debian's.
    own: bool,
    pub mirror: Mirror,
    pub key: Key,
}

impl Case {
    /// A case, whose repository holds what its lock pins.
    pub fn new(name: &'static str) -> Self {
        Self::asking(name, "")
    }

    /// A case whose repository has further attributes, as they stand in `MODULE.bazel`; later
    /// ones win over `architecture`.
    pub fn asking(name: &'static str, attributes: &str) -> Self {
        let architecture = match attributes.contains("architecture = ") {
            true => String::new(),
            false => format!("architecture = {ARCHITECTURE:?}, "),
        };
        bazel().declare(&format!(
            "repo(name = {name:?}, {architecture}lock = \"//:{name}.lock.json\", {attributes})\n"
        ));
        let case = Case {
            name,
            own: attributes.contains("renew = "),
            mirror: Mirror::start(),
            key: Key::of_seed(1),
        };
        fs::write(case.keyring(), case.key.certificate()).expect("the keyring");
        case
    }

    /// Writes the lock.
    pub fn pin(&self, packages: &[&Package]) {
        let archive = if self.own { "own" } else { "debian" };
        let pins: Vec<_> = packages
            .iter()
            .map(|package| package.pin(archive))
            .collect();
        let mut lock = json!({"set": self.name, "schema": 1, "packages": pins});
        if self.own {
            let url = format!("{}/debian", self.mirror.address());
            let keyring = format!("{}.gpg", self.name);
            lock["archive"] = json!({"url": url, "components": ["main"], "keyring": keyring});
        }
        let path = bazel().workspace().join(format!("{}.lock.json", self.name));
        fs::write(path, lock.to_string()).expect("the lock");
    }

    /// Makes these, and no others, the archive's packages.
    pub fn publish(&self, packages: &[&Package]) {
        archive::publish(&self.mirror, &self.key, packages);
    }

    /// Takes a package's file from the mirror, whatever the index says.
    pub fn drop_file(&self, package: &Package) {
        self.mirror.drop_file(&in_archive(&package.path()));
    }

    /// Fetches the repository, which has to work. Returns what Bazel said.
    pub fn fetched(&self) -> String {
        let said = self.fetch(&[]);
        assert!(said.success, "the fetch failed:\n{}", said.text);
        said.text
    }

    /// Fetches the repository, which has to fail with exactly this error.
    pub fn refused(&self, error: &str) {
        self.refused_with(&[], error);
    }

    /// The same, with further flags.
    pub fn refused_with(&self, flags: &[&str], error: &str) {
        let said = self.refusal(flags);
        let expected = format!("\nError in fail: {error}\n");
        assert!(
            said.contains(&expected),
            "expected{expected}but Bazel said\n{said}"
        );
    }

    /// Fetches the repository, which has to fail and leave nothing behind. Returns what Bazel said.
    pub fn refusal(&self, flags: &[&str]) -> String {
        let Said { success, text } = self.fetch(flags);
        assert!(!success, "the fetch should have failed:\n{text}");
        assert!(
            !text.contains("has dropped pinned packages"),
            "nothing was healed:\n{text}"
        );
        let left: [PathBuf; 0] = [];
        assert_eq!(
            bazel().traces(self.name),
            left,
            "something half-written is left"
        );
        text
    }

    /// The repository's files and links, sorted, as `path: text` and `path -> target`.
    pub fn tree(&self) -> Vec<String> {
        let roots: Vec<_> = bazel()
            .traces(self.name)
            .into_iter()
            .filter(|path| path.is_dir())
            .collect();
        assert_eq!(roots.len(), 1, "the folder of {}: {roots:?}", self.name);
        let mut entries = Vec::new();
        list(&roots[0], &roots[0], &mut entries);
        entries.sort();
        entries
    }

    fn fetch(&self, flags: &[&str]) -> Said {
        let mut flags: Vec<_> = flags.iter().map(|flag| flag.to_string()).collect();
        // What a lock names is asked, whatever mirror of Debian's and keys there are.
        let (address, keyring) = match self.own {
            true => ("file:///nowhere", PathBuf::from("/nowhere")),
            false => (self.mirror.address(), self.keyring()),
        };
        flags.push(format!("--repo_env=DEBIAN_MIRROR={address}/debian"));
        flags.push(format!("--repo_env=DEBIAN_KEYRING={}", keyring.display()));
        bazel().fetch(self.name, &flags)
    }

    /// The file of the archive's key.
    pub fn keyring(&self) -> PathBuf {
        bazel().workspace().join(format!("{}.gpg", self.name))
    }
}

fn list(root: &Path, folder: &Path, entries: &mut Vec<String>) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        let name = path
            .strip_prefix(root)
            .expect("below it")
            .display()
            .to_string();
        // Bazel's own, or the rule's and the same everywhere.
        if ["BUILD.bazel", "REPO.bazel", "WORKSPACE"].contains(&name.as_str()) {
            continue;
        }
        if let Ok(target) = fs::read_link(&path) {
            entries.push(format!("{name} -> {}", target.display()));
        } else if path.is_dir() {
            list(root, &path, entries);
        } else {
            entries.push(format!(
                "{name}: {}",
                fs::read_to_string(&path).expect("a text")
            ));
        }
    }
}
