//! Architectures that go together, as `platforms/groups.bzl` tells them.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use crate::error::{io, Error, Result};

/// Name of a group -> Debian's names of its architectures.
#[derive(Debug, Default, Deserialize)]
pub struct Groups(BTreeMap<String, Vec<String>>);

/// Architectures in a yaml: a list, or the name of a group.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub enum Named {
    /// By their own names.
    List(Vec<String>),
    /// By that of a group.
    Group(String),
}

impl Groups {
    /// Reads the file that Bazel wrote of the rows, a path relative to the current folder.
    pub fn read(path: &Path) -> Result<Self> {
        let text = std::fs::read_to_string(path).map_err(io("read", path))?;
        Self::parse(&text, path)
    }

    /// Reads a JSON object of lists; `path` is only for messages.
    pub fn parse(text: &str, path: &Path) -> Result<Self> {
        serde_json::from_str(text).map_err(|error| Error::BadGroups {
            path: PathBuf::from(path),
            reason: error.to_string(),
        })
    }

    /// The architectures of a group, if there is one of that name.
    pub fn get(&self, name: &str) -> Option<&[String]> {
        self.0.get(name).map(Vec::as_slice)
    }

    /// The architectures that a yaml means, or what is wrong with it.
    pub fn architectures(&self, named: Named) -> std::result::Result<Vec<String>, String> {
        match named {
            Named::List(list) => Ok(list),
            Named::Group(name) => self.get(&name).map(<[String]>::to_vec).ok_or_else(|| {
                let known: Vec<_> = self.0.keys().map(String::as_str).collect();
                format!(
                    "`architectures` is {name}, which is no group of platforms/groups.bzl of rules_pgrx; known: {}",
                    known.join(", ")
                )
            }),
        }
    }
}
