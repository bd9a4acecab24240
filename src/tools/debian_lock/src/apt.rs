//! Runs the machine's own apt in private folders, one per (suite, architecture).
//!
//! Private: neither the machine's sources nor its list of installed packages
//! count, and nothing outside the folder is written. Its proxies, certificates
//! and credentials do count, which is why apt and not a client of ours is used.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use crate::error::{io, Error, Result};
use crate::index::Index;
use crate::mirror::Mirror;
use crate::resolve::Indices;

/// Where distributions keep the archive's keys; the first that exists is used.
const KEYRINGS: [&str; 2] = [
    "/usr/share/keyrings/debian-archive-keyring.gpg",
    "/usr/share/keyrings/debian-archive-keyring.pgp",
];

/// Indices by (suite, architecture), each downloaded once and kept for the run.
pub struct Archive {
    mirror: Mirror,
    keyring: &'static str,
    state: PathBuf,
    indices: BTreeMap<(String, String), Index>,
}

impl Archive {
    /// An archive whose private folders lie in `state`, which the caller owns.
    pub fn open(mirror: Mirror, state: &Path) -> Result<Self> {
        let keyring = KEYRINGS.into_iter().find(|path| Path::new(path).exists());
        let keyring = keyring.ok_or_else(|| Error::NoKeyring {
            looked_for: KEYRINGS.join(", "),
        })?;
        Ok(Archive {
            mirror,
            keyring,
            state: state.to_owned(),
            indices: BTreeMap::new(),
        })
    }

    fn download(&self, suite: &str, architecture: &str) -> Result<Index> {
        let root = self.state.join(format!("{suite}-{architecture}"));
        let mirror = self.mirror.base_of(suite);
        let source = format!("deb [signed-by={}] {mirror} {suite} main\n", self.keyring);
        prepare(&root, &source)?;
        let update = run("apt-get", &root, architecture, &["update"])?;
        let complaints = complaints(&update);
        if !update.status.success()
            || complaints
                .lines()
                .any(|line| line.trim_start().starts_with("E:"))
        {
            return Err(Error::AptUpdate {
                suite: suite.to_owned(),
                architecture: architecture.to_owned(),
                mirror: mirror.to_owned(),
                output: complaints,
            });
        }
        let format = [
            "indextargets",
            "--format",
            "$(FILENAME)",
            "Created-By: Packages",
        ];
        let targets = run("apt-get", &root, architecture, &format)?;
        let targets = String::from_utf8_lossy(&targets.stdout);
        let path = targets
            .lines()
            .next()
            .map(PathBuf::from)
            .filter(|path| path.exists());
        let path = path.ok_or_else(|| Error::NoIndex {
            suite: suite.to_owned(),
            architecture: architecture.to_owned(),
            mirror: mirror.to_owned(),
        })?;
        // Descriptions may be in any encoding; the fields read here are ASCII.
        let bytes = std::fs::read(&path).map_err(io("read", &path))?;
        Index::parse(&String::from_utf8_lossy(&bytes), &path)
    }
}

impl Indices for Archive {
    /// Downloads it the first time; apt verifies it.
    fn index(&mut self, suite: &str, architecture: &str) -> Result<&Index> {
        let key = (suite.to_owned(), architecture.to_owned());
        if !self.indices.contains_key(&key) {
            let index = self.download(suite, architecture)?;
            self.indices.insert(key.clone(), index);
        }
        Ok(&self.indices[&key])
    }
}

fn prepare(root: &Path, source: &str) -> Result<()> {
    for folder in ["lists/partial", "archives/partial"] {
        let path = root.join(folder);
        std::fs::create_dir_all(&path).map_err(io("create", &path))?;
    }
    for (name, text) in [("status", ""), ("sources.list", source)] {
        let path = root.join(name);
        std::fs::write(&path, text).map_err(io("write", &path))?;
    }
    Ok(())
}

fn run(program: &str, root: &Path, architecture: &str, args: &[&str]) -> Result<Output> {
    let mut command = Command::new(program);
    command.env("LC_ALL", "C");
    for option in options(root, architecture) {
        command.args(["-o", &option]);
    }
    command.args(args);
    command.output().map_err(|source| Error::NoApt {
        program: program.to_owned(),
        source,
    })
}

fn options(root: &Path, architecture: &str) -> Vec<String> {
    let root = root.display();
    vec![
        format!("Dir::Etc::sourcelist={root}/sources.list"),
        "Dir::Etc::sourceparts=/dev/null".to_owned(),
        format!("Dir::State={root}"),
        format!("Dir::State::lists={root}/lists"),
        format!("Dir::State::status={root}/status"),
        format!("Dir::Cache={root}"),
        format!("Dir::Cache::archives={root}/archives"),
        format!("APT::Architecture={architecture}"),
        format!("APT::Architectures={architecture}"),
        // As root apt would become a user that may not enter the private folder.
        "APT::Sandbox::User=root".to_owned(),
        // By default apt is content when the mirror cannot be reached.
        "APT::Update::Error-Mode=any".to_owned(),
        "Acquire::Languages=none".to_owned(),
        // Compressed lists would have to be unpacked by us.
        "Acquire::GzipIndexes=false".to_owned(),
        // Mirrors can lag behind the date that the suite's index is good until.
        // Its signature is checked all the same.
        "Acquire::Check-Valid-Until=false".to_owned(),
        "Acquire::IndexTargets::deb::DEP-11::DefaultEnabled=false".to_owned(),
    ]
}

/// apt's errors and warnings, without its progress.
fn complaints(output: &Output) -> String {
    let text = [output.stdout.as_slice(), output.stderr.as_slice()].concat();
    let text = String::from_utf8_lossy(&text);
    let kept = text
        .lines()
        .filter(|l| ["E:", "W:", "Err:"].iter().any(|p| l.starts_with(p)));
    kept.map(|line| format!("  {line}"))
        .collect::<Vec<_>>()
        .join("\n")
}
