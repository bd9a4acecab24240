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
//!   "postgres": null,
//!   "layout": {"library": "lib/postgresql/17/lib", "programs": "lib/postgresql/17/bin",
//!     "share": "share/postgresql/17"},
//!   "cpu_model": {"qemu": "<model>", "level": null, "higher": ["<level>"]},
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

/// Where PostgreSQL's files lie, relative to its prefix, as it was configured.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Layout {
    /// What `$libdir` is.
    pub library: PathBuf,
    /// The folder of `postgres`.
    pub programs: PathBuf,
    /// The folder of `extension`.
    pub share: PathBuf,
}

impl Layout {
    /// The two folders that extensions add to.
    pub fn parts(&self) -> [&Path; 2] {
        [&self.library, &self.share]
    }
}

/// A PostgreSQL that is in no package.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OwnTree {
    /// A folder with all that it brings, libraries too.
    pub tree: PathBuf,
    /// The folder in it that PostgreSQL's layout counts from.
    pub prefix: PathBuf,
}

/// The CPU that programs are to see.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CpuModel {
    /// QEMU's model of it; absent means the machine's own, or QEMU's default.
    pub qemu: Option<String>,
    /// The level that it has; absent means the architecture's baseline.
    pub level: Option<String>,
    /// The levels above that one, lowest first.
    pub higher: Vec<String>,
}

/// One server of one architecture, as read from its JSON description.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ServerSpec {
    /// The target's CPU name; used in messages only.
    pub cpu: String,
    /// The PostgreSQL major version, such as 17.
    pub major: u32,
    /// Tree of unpacked Debian packages (merged `/usr`), with the C library; only read.
    pub root: PathBuf,
    /// PostgreSQL's own tree, where it is no package in `root`; only read.
    #[serde(default)]
    pub postgres: Option<OwnTree>,
    /// Where PostgreSQL's files lie in it.
    pub layout: Layout,
    /// Multiarch tuple: the name of the library folder in `usr/lib`.
    pub tuple: String,
    /// The dynamic loader, relative to the root or (the same) to its `usr`.
    pub loader: PathBuf,
    /// The CPU that programs are to see.
    #[serde(default)]
    pub cpu_model: CpuModel,
    /// qemu-user binary for this CPU; absent means native.
    #[serde(default)]
    pub emulator: Option<PathBuf>,
}

/// What the server cannot do without of PostgreSQL itself, and why; `{programs}` and
/// `{share}` stand for folders of its layout.
const REQUIRED: &[(&str, &str)] = &[
    ("{programs}/postgres", "the server"),
    ("{programs}/initdb", "makes the cluster"),
    ("{programs}/psql", "runs the SQL"),
    ("{share}/postgres.bki", "makes the cluster"),
];

/// Relative to PostgreSQL's `share`, or to `usr/share` where it was configured for the system's.
const TIME_ZONES: [&str; 2] = ["timezone", "zoneinfo"];

/// One of its files.
const A_TIME_ZONE: &str = "America/Los_Angeles";

impl ServerSpec {
    /// Reads a description, makes its paths absolute and checks the tree.
    pub fn load(path: &Path) -> Result<ServerSpec> {
        ServerSpec::load_emulated(path, None)
    }

    /// The same; where there is an `emulator`, programs run by that even if this machine could run them.
    pub fn load_emulated(path: &Path, emulator: Option<&Path>) -> Result<ServerSpec> {
        let mut spec = ServerSpec::read(path)?;
        if let Some(emulator) = emulator {
            spec.emulator = Some(emulator.to_path_buf());
        }
        spec.resolve()
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
        let libc = format!("lib/{}/libc.so.6", spec.tuple);
        spec.require(&libc, "the C library")?;
        for (file, needed_for) in REQUIRED {
            let file = file
                .replace("{programs}", &spec.layout.programs.to_string_lossy())
                .replace("{share}", &spec.layout.share.to_string_lossy());
            match &spec.postgres {
                None => spec.require(&file, needed_for)?,
                Some(_) if spec.prefix().join(&file).exists() => {}
                Some(_) => {
                    return Err(Error::TreeLacks {
                        tree: spec.prefix(),
                        file,
                        needed_for,
                    })
                }
            }
        }
        let own = spec.layout.share.join(TIME_ZONES[0]).join(A_TIME_ZONE);
        if !spec.prefix().join(own).exists() {
            let zone = format!("share/{}/{A_TIME_ZONE}", TIME_ZONES[1]);
            spec.require(&zone, "time zones")?;
        }
        spec.elf_id()?;
        Ok(spec)
    }

    /// Makes the paths absolute; for trees that hold no PostgreSQL.
    pub fn absolute(mut self) -> Result<ServerSpec> {
        let absolute =
            |path: &Path| fs::canonicalize(path).map_err(error::file("find server root", path));
        self.root = absolute(&self.root)?;
        if let Some(own) = &mut self.postgres {
            own.tree = absolute(&own.tree)?;
        }
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

    /// The folder that PostgreSQL's layout counts from.
    pub fn prefix(&self) -> PathBuf {
        let own = self.postgres.as_ref();
        own.map_or_else(|| self.usr(), |own| own.tree.join(&own.prefix))
    }

    /// The folder of the server's programs.
    pub fn bin_dir(&self) -> PathBuf {
        self.prefix().join(&self.layout.programs)
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
#[path = "spec_test.rs"]
mod tests;
