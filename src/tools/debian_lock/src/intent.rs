//! `<set>.yaml`: what is wanted, written by hand.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use serde::Deserialize;

use crate::error::{io, Error, Result};
use crate::groups::{Groups, Named};
use crate::own::Own;

/// One package set as its yaml states it, groups replaced by their architectures.
#[derive(Debug)]
pub struct Intent {
    /// The archive; Debian's where there is none.
    pub own: Option<Own>,
    /// Suites to look in, e.g. `[bookworm, bookworm-security]`; the newest version wins.
    pub suites: Vec<String>,
    /// Debian architectures to pin for.
    pub architectures: Vec<String>,
    /// Binary package names. Nothing is added to them: no dependencies.
    pub packages: Vec<String>,
    /// Exceptions, by architecture.
    pub overrides: BTreeMap<String, Override>,
}

/// The yaml's fields.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    archive: Option<String>,
    components: Option<Vec<String>>,
    keyring: Option<String>,
    suites: Vec<String>,
    architectures: Named,
    packages: Vec<String>,
    /// By architecture or group.
    #[serde(default)]
    overrides: BTreeMap<String, Override>,
}

/// What one architecture does differently.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Override {
    /// Replaces [`Intent::suites`] for this architecture.
    pub suites: Vec<String>,
}

impl Intent {
    /// The suites to look in for `architecture`.
    pub fn suites_of(&self, architecture: &str) -> &[String] {
        self.overrides
            .get(architecture)
            .map_or(&self.suites, |o| &o.suites)
    }

    /// Reads and validates one yaml text; `path` is only for messages.
    pub fn parse(text: &str, path: &Path, groups: &Groups) -> Result<Self> {
        let bad = |reason: String| Error::BadIntent {
            path: path.to_owned(),
            reason,
        };
        let written: Written = serde_norway::from_str(text).map_err(|e| bad(e.to_string()))?;
        let intent = written.resolve(groups).map_err(bad)?;
        intent
            .problem()
            .map_or(Ok(intent), |reason| Err(bad(reason)))
    }

    fn problem(&self) -> Option<String> {
        let lists = [
            ("suites", &self.suites),
            ("architectures", &self.architectures),
            ("packages", &self.packages),
        ];
        for (field, list) in lists {
            if list.is_empty() {
                return Some(format!("`{field}` is empty"));
            }
            let mut seen = BTreeSet::new();
            if let Some(twice) = list.iter().find(|item| !seen.insert(*item)) {
                return Some(format!("`{field}` names {twice} twice"));
            }
        }
        let stray = self
            .overrides
            .keys()
            .find(|a| !self.architectures.contains(a));
        if let Some(stray) = stray {
            return Some(format!(
                "`overrides` names {stray}, which is not in `architectures`"
            ));
        }
        let empty = self.overrides.iter().find(|(_, o)| o.suites.is_empty());
        empty.map(|(architecture, _)| format!("`overrides` of {architecture} has no suites"))
    }
}

impl Written {
    fn resolve(self, groups: &Groups) -> std::result::Result<Intent, String> {
        let architectures = groups.architectures(self.architectures)?;
        let mut overrides = BTreeMap::new();
        for (name, change) in self.overrides {
            let group = groups.get(&name).map(<[String]>::to_vec);
            let meant = match group {
                // Of a group, what the set has.
                Some(group) => group
                    .into_iter()
                    .filter(|member| architectures.contains(member))
                    .collect(),
                None => vec![name],
            };
            for architecture in meant {
                overrides.insert(architecture, change.clone());
            }
        }
        Ok(Intent {
            own: Own::written(self.archive, self.components, self.keyring)?,
            suites: self.suites,
            architectures,
            packages: self.packages,
            overrides,
        })
    }
}

/// All sets of a folder, by name (`llvm` for `llvm.yaml`), limited to `only` unless empty.
pub fn read_all(dir: &Path, only: &[String], groups: &Groups) -> Result<BTreeMap<String, Intent>> {
    let mut found: BTreeMap<String, PathBuf> = BTreeMap::new();
    for entry in std::fs::read_dir(dir).map_err(io("list", dir))? {
        let path = entry.map_err(io("list", dir))?.path();
        if path.extension().is_some_and(|e| e == "yaml") {
            if let Some(name) = path.file_stem().and_then(|s| s.to_str()) {
                found.insert(name.to_owned(), path.clone());
            }
        }
    }
    if let Some(name) = only.iter().find(|name| !found.contains_key(*name)) {
        let known = found.into_keys().collect::<Vec<_>>().join(", ");
        return Err(Error::UnknownSet {
            name: name.clone(),
            dir: dir.to_owned(),
            known: if known.is_empty() {
                "none".to_owned()
            } else {
                known
            },
        });
    }
    if found.is_empty() {
        return Err(Error::NoSets {
            dir: dir.to_owned(),
        });
    }
    found
        .into_iter()
        .filter(|(name, _)| only.is_empty() || only.contains(name))
        .map(|(name, path)| {
            let text = std::fs::read_to_string(&path).map_err(io("read", &path))?;
            Ok((name, Intent::parse(&text, &path, groups)?))
        })
        .collect()
}

#[cfg(test)]
#[path = "intent_test.rs"]
mod tests;
