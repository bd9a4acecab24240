//! The description of one server: which machine, which tree, which emulator.
//!
//! Bazel writes it as a JSON file, so that a test names one file per server:
//!
//! ```json
//! {
//!   "cpu": "<cpu>",
//!   "major": 17,
//!   "root": "../server_root",
//!   "tuple": "<cpu>-linux-gnu",
//!   "loader": "lib/ld-linux-<cpu>.so.1",
//!   "elf_machine": 183,
//!   "emulator": "../qemu/usr/bin/qemu-<cpu>"
//! }
//! ```
//!
//! Relative paths count from the working directory (the runfiles folder).

use std::fs;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use crate::elf::ElfId;
use crate::error::{self, Error, Result};

/// One server of one architecture, as read from its JSON description.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ServerSpec {
    /// The target's CPU name; used in messages only.
    pub cpu: String,
    /// The PostgreSQL major version, such as 17.
    pub major: u32,
    /// Tree of unpacked Debian packages (merged `/usr`); only read.
    pub root: PathBuf,
    /// Multiarch tuple: the name of the library folder in `usr/lib`.
    pub tuple: String,
    /// The dynamic loader, relative to the root or (the same) to its `usr`.
    pub loader: PathBuf,
    /// `e_machine` that the server must have; checked where given.
    #[serde(default)]
    pub elf_machine: Option<u16>,
    /// qemu-user binary for this CPU; absent means native.
    #[serde(default)]
    pub emulator: Option<PathBuf>,
}

/// What the server cannot do without, and why, relative to `usr` in its root;
/// `{tuple}` and `{major}` stand for the description's fields.
const REQUIRED: &[(&str, &str)] = &[
    ("lib/{tuple}/libc.so.6", "the C library"),
    ("lib/postgresql/{major}/bin/postgres", "the server"),
    ("lib/postgresql/{major}/bin/initdb", "makes the cluster"),
    ("lib/postgresql/{major}/bin/psql", "runs the SQL"),
    ("share/postgresql/{major}/postgres.bki", "makes the cluster"),
    ("share/zoneinfo/America/Los_Angeles", "time zones"),
];

impl ServerSpec {
    /// Reads a description, makes its paths absolute and checks the tree.
    pub fn load(path: &Path) -> Result<ServerSpec> {
        ServerSpec::read(path)?.resolve()
    }

    /// Reads a description and checks nothing.
    pub fn read(path: &Path) -> Result<ServerSpec> {
        let text = fs::read_to_string(path).map_err(error::file("read", path))?;
        serde_json::from_str(&text).map_err(|source| Error::Spec {
            path: path.to_path_buf(),
            source,
        })
    }

    /// Makes the paths absolute and checks the PostgreSQL in the tree.
    pub fn resolve(self) -> Result<ServerSpec> {
        let spec = self.absolute()?;
        for (file, needed_for) in REQUIRED {
            let file = file
                .replace("{tuple}", &spec.tuple)
                .replace("{major}", &spec.major.to_string());
            spec.require(&file, needed_for)?;
        }
        let id = spec.elf_id()?;
        match spec.elf_machine {
            Some(machine) if machine != id.machine => Err(Error::WrongMachine {
                path: spec.bin_dir().join("postgres"),
                found: id.to_string(),
                expected: machine.to_string(),
            }),
            _ => Ok(spec),
        }
    }

    /// Makes the paths absolute; for trees that hold no PostgreSQL.
    pub fn absolute(mut self) -> Result<ServerSpec> {
        let absolute =
            |path: &Path| fs::canonicalize(path).map_err(error::file("find server root", path));
        self.root = absolute(&self.root)?;
        if let Some(emulator) = &self.emulator {
            let real = fs::canonicalize(emulator).map_err(error::file("find emulator", emulator));
            self.emulator = Some(real?);
        }
        let loader = self.loader.display().to_string();
        self.require(&loader, "the dynamic loader")?;
        Ok(self)
    }

    fn require(&self, file: &str, needed_for: &'static str) -> Result<()> {
        if self.usr().join(file).exists() {
            return Ok(());
        }
        Err(Error::RootLacks {
            root: self.root.clone(),
            file: format!("usr/{file}"),
            needed_for,
        })
    }

    /// The tree's `usr`.
    pub fn usr(&self) -> PathBuf {
        self.root.join("usr")
    }

    /// The folder of the server's programs in the tree.
    pub fn bin_dir(&self) -> PathBuf {
        self.usr()
            .join(format!("lib/postgresql/{}/bin", self.major))
    }

    /// The machine that the tree's `postgres` is for.
    pub fn elf_id(&self) -> Result<ElfId> {
        let postgres = self.bin_dir().join("postgres");
        ElfId::read(&postgres)?.ok_or_else(|| Error::RootLacks {
            root: self.root.clone(),
            file: format!("an ELF file at {}", postgres.display()),
            needed_for: "the server",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SPEC: &str = r#"{"cpu": "some", "major": 17, "root": "ROOT", "tuple": "t-linux-gnu",
        "loader": "lib/ld.so", "elf_machine": 62}"#;

    fn spec_of(root: &Path) -> ServerSpec {
        serde_json::from_str(&SPEC.replace("ROOT", root.to_str().unwrap())).unwrap()
    }

    fn put(root: &Path, file: &str) {
        let path = root.join("usr").join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, b"\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0\0\0\xb7\0").unwrap();
    }

    #[test]
    fn a_lacking_file_is_named_with_its_use() {
        let root = tempfile::tempdir().unwrap();
        put(root.path(), "lib/ld.so");
        let text = spec_of(root.path()).resolve().unwrap_err().to_string();
        assert!(
            text.contains("lacks usr/lib/t-linux-gnu/libc.so.6 (the C library)"),
            "{text}"
        );
        assert!(text.contains("add the package that holds it"), "{text}");
    }

    #[test]
    fn a_server_of_another_machine_is_refused() {
        let root = tempfile::tempdir().unwrap();
        put(root.path(), "lib/ld.so");
        for (file, _) in REQUIRED {
            let file = file
                .replace("{tuple}", "t-linux-gnu")
                .replace("{major}", "17");
            put(root.path(), &file);
        }
        let text = spec_of(root.path()).resolve().unwrap_err().to_string();
        assert!(
            text.contains("is for ELF machine 183 (64 bits, little-endian)"),
            "{text}"
        );
        assert!(text.contains("the server is for 62"), "{text}");
    }

    #[test]
    fn unknown_fields_are_refused() {
        let text = SPEC.replace("loader", "lodaer");
        assert!(serde_json::from_str::<ServerSpec>(&text).is_err());
    }
}
