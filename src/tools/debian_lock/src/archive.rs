//! Indices of Debian's archive and of others, as apt has verified them.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::apt::{complaints, index_files, prepare, update, Source};
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
        let update = update(&root, architecture)?;
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
