//! The archive and the set of one test of `debian_lock`.

use std::fs;
use std::path::Path;
use std::process::Command;

use archive::{deb, Entry, Key, Layout, Mirror, Package};
use serde_json::Value;
use tempfile::TempDir;

const MAJORS: [u32; 6] = [13, 14, 15, 16, 17, 18];

const ARCHITECTURES: [&str; 2] = ["amd64", "arm64"];

/// The layout of PGDG's archive.
pub const PGDG: Layout = Layout {
    base: "apt",
    suite: "testsuite-pgdg",
    architectures: &ARCHITECTURES,
    components: &["main", "16"],
};

/// The user's command, whatever it is.
pub const RENEW: &str = "bazel run @pgdg//:update";

/// An archive, and a folder with a set of its packages.
pub struct Case {
    pub folder: TempDir,
    pub mirror: Mirror,
    pub key: Key,
}

/// A package as PGDG would have it.
pub fn package(
    source: &str,
    name: &str,
    version: &str,
    architecture: &'static str,
    component: &'static str,
) -> Package {
    let text = format!("{name} {version} {architecture}");
    Package {
        architecture,
        component,
        folder: format!("pool/{component}/p/{source}"),
        ..Package::new(
            name,
            version,
            deb(&[("usr/share/what", Entry::File(&text))]),
        )
    }
}

/// All majors, at this minor version.
fn packages(minor: u32) -> Vec<Package> {
    let mut all = Vec::new();
    for architecture in ARCHITECTURES {
        for major in MAJORS {
            let source = format!("postgresql-{major}");
            let version = format!("{major}.{minor}-1.pgdg120+1");
            for name in ["postgresql", "postgresql-client", "postgresql-server-dev"] {
                let name = format!("{name}-{major}");
                all.push(package(&source, &name, &version, architecture, "main"));
            }
        }
        // A library of the newest release, and that of an older one in a component of its own.
        for (version, component) in [("18.1-1.pgdg120+1", "main"), ("16.11-1.pgdg120+1", "16")] {
            all.push(package(
                "postgresql",
                "libpq5",
                version,
                architecture,
                component,
            ));
        }
        all.push(package(
            "postgresql-16",
            "libpgtypes3",
            "16.11-1.pgdg120+1",
            architecture,
            "16",
        ));
    }
    all
}

impl Case {
    /// A case with postgresql-16 in its set.
    pub fn new() -> Self {
        let case = Case {
            folder: tempfile::tempdir().expect("a folder"),
            mirror: Mirror::start(),
            key: Key::of_seed(1),
        };
        case.publish(4, &case.key);
        case.write("keys/pgdg.asc", &case.key.armoured());
        case.set("[postgresql-16, postgresql-server-dev-16]", "");
        case
    }

    /// Publishes all majors at this minor version.
    pub fn publish(&self, minor: u32, key: &Key) {
        let packages = packages(minor);
        let packages: Vec<_> = packages.iter().collect();
        PGDG.publish(&self.mirror, key, &packages);
    }

    /// Writes a file.
    pub fn write(&self, name: &str, text: &str) {
        let path = self.folder.path().join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, text).expect("a file");
    }

    /// Writes the yaml; the keyring is in another folder than it.
    pub fn set(&self, packages: &str, more: &str) {
        let archive = format!("{}/apt/", self.mirror.address());
        let suite = PGDG.suite;
        self.write(
            "servers/pg.yaml",
            &format!("archive: {archive}\nkeyring: ../keys/pgdg.asc\nsuites: [{suite}]\narchitectures: [amd64, arm64]\npackages: {packages}\n{more}"),
        );
    }

    /// The lock's place.
    pub fn lock_path(&self) -> std::path::PathBuf {
        self.folder.path().join("servers/pg.lock.json")
    }

    /// The lock, read.
    pub fn lock(&self) -> Value {
        let text = fs::read_to_string(self.lock_path()).expect("the lock");
        serde_json::from_str(&text).expect("JSON")
    }

    /// Runs the program; what it prints, and whether it was content.
    pub fn run(&self, verb: &str) -> (bool, String) {
        let program = std::env::var("DEBIAN_LOCK").expect("DEBIAN_LOCK");
        let output = Command::new(Path::new(&program))
            .args(["--renew", RENEW, verb, "--dir"])
            .arg(self.folder.path().join("servers"))
            // Debian's own mirror and keys are not asked for.
            .env("DEBIAN_MIRROR", "file:///nowhere")
            .env("DEBIAN_KEYRING", "/nowhere")
            // The machine's proxy does not know our loopback.
            .env("no_proxy", "127.0.0.1")
            .output()
            .expect("debian_lock starts");
        let text = [output.stdout, output.stderr].concat();
        (
            output.status.success(),
            String::from_utf8(text).expect("UTF-8"),
        )
    }

    /// Runs the program, which is content; what it prints.
    pub fn succeeds(&self, verb: &str) -> String {
        let (success, said) = self.run(verb);
        assert!(success, "{said}");
        said
    }

    /// The update fails, says all of these, and writes no lock.
    pub fn refused(&self, wanted: &[&str]) {
        let (success, said) = self.run("update");
        assert!(!success, "{said}");
        for text in wanted {
            assert!(said.contains(text), "expected {text:?}, got\n{said}");
        }
        assert!(!self.lock_path().exists());
    }
}
