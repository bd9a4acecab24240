//! Runs the machine's own apt in private folders, one per archive, suite and architecture.
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
use crate::own::Own;
use crate::remedy::{is_error, remedy};
use crate::resolve::Indices;

/// Where distributions keep the keys of Debian's archive; the first that exists is used, but before
/// all the one that DEBIAN_KEYRING names.
const KEYRINGS: [&str; 2] = [
    "/usr/share/keyrings/debian-archive-keyring.gpg",
    "/usr/share/keyrings/debian-archive-keyring.pgp",
];

/// Indices by archive, suite and architecture, each downloaded once and kept for the run.
pub struct Archive {
    /// Found once a set wants it: one of an archive of somebody's own does not.
    mirror: Option<Mirror>,
    /// Folder of the sets.
    dir: PathBuf,
    state: PathBuf,
    indices: BTreeMap<(Option<Own>, String, String), Index>,
}

/// What apt is told of an archive.
struct Source {
    url: String,
    components: String,
    keyring: (Vec<u8>, &'static str),
}

impl Archive {
    /// An archive for the sets in `dir`, whose private folders lie in `state`, which the caller owns.
    pub fn open(dir: &Path, state: &Path) -> Self {
        Archive {
            mirror: None,
            dir: dir.to_owned(),
            state: state.to_owned(),
            indices: BTreeMap::new(),
        }
    }

    fn source(&mut self, own: Option<&Own>, suite: &str) -> Result<Source> {
        if let Some(own) = own {
            return Ok(Source {
                url: own.url.clone(),
                components: own.components.join(" "),
                keyring: own.keyring(&self.dir)?,
            });
        }
        if self.mirror.is_none() {
            self.mirror = Some(Mirror::discover()?);
        }
        let mirror = self.mirror.as_ref().expect("it has just been found");
        Ok(Source {
            url: mirror.base_of(suite).to_owned(),
            components: "main".to_owned(),
            keyring: debian_keyring()?,
        })
    }

    fn download(&mut self, own: Option<&Own>, suite: &str, architecture: &str) -> Result<Index> {
        let source = self.source(own, suite)?;
        // Suites of two archives may be called alike.
        let folder = format!("{}-{suite}-{architecture}", self.indices.len());
        let root = self.state.join(folder.replace('/', "_"));
        prepare(&root, suite, &source)?;
        let update = run("apt-get", &root, architecture, &["update"])?;
        let complaints = complaints(&update);
        if !update.status.success() || is_error(&complaints) {
            return Err(Error::AptUpdate {
                suite: suite.to_owned(),
                architecture: architecture.to_owned(),
                mirror: source.url,
                remedy: remedy(&complaints, own.is_some()),
                output: complaints,
            });
        }
        let files = index_files(&root, architecture)?;
        if files.is_empty() {
            return Err(Error::NoIndex {
                suite: suite.to_owned(),
                architecture: architecture.to_owned(),
                mirror: source.url,
            });
        }
        let mut index = Index::default();
        for path in files {
            // Descriptions may be in any encoding; the fields read here are ASCII.
            let bytes = std::fs::read(&path).map_err(io("read", &path))?;
            index.extend(Index::parse(&String::from_utf8_lossy(&bytes), &path)?);
        }
        Ok(index)
    }
}

impl Indices for Archive {
    /// Downloads it the first time; apt verifies it.
    fn index(&mut self, own: Option<&Own>, suite: &str, architecture: &str) -> Result<&Index> {
        let key = (own.cloned(), suite.to_owned(), architecture.to_owned());
        if !self.indices.contains_key(&key) {
            let index = self.download(own, suite, architecture)?;
            self.indices.insert(key.clone(), index);
        }
        Ok(&self.indices[&key])
    }
}

fn debian_keyring() -> Result<(Vec<u8>, &'static str)> {
    let named = std::env::var("DEBIAN_KEYRING").ok();
    let places = named.as_deref().into_iter().chain(KEYRINGS);
    let path = places.clone().find(|path| Path::new(path).exists());
    let path = path.ok_or_else(|| Error::NoKeyring {
        looked_for: places.collect::<Vec<_>>().join(", "),
    })?;
    Ok((
        std::fs::read(path).map_err(io("read", path))?,
        "keyring.gpg",
    ))
}

/// The files of the indices that apt has downloaded, one for each component.
fn index_files(root: &Path, architecture: &str) -> Result<Vec<PathBuf>> {
    let format = [
        "indextargets",
        "--format",
        "$(FILENAME)",
        "Created-By: Packages",
    ];
    let targets = run("apt-get", root, architecture, &format)?;
    let targets = String::from_utf8_lossy(&targets.stdout);
    Ok(targets
        .lines()
        .map(PathBuf::from)
        .filter(|path| path.exists())
        .collect())
}

fn prepare(root: &Path, suite: &str, source: &Source) -> Result<()> {
    for folder in ["lists/partial", "archives/partial"] {
        let path = root.join(folder);
        std::fs::create_dir_all(&path).map_err(io("create", &path))?;
    }
    let (keys, name) = &source.keyring;
    let list = format!(
        "deb [signed-by={}] {} {suite} {}\n",
        root.join(name).display(),
        source.url,
        source.components
    );
    for (name, bytes) in [
        ("status", &b""[..]),
        ("sources.list", list.as_bytes()),
        (name, keys),
    ] {
        let path = root.join(name);
        std::fs::write(&path, bytes).map_err(io("write", &path))?;
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
