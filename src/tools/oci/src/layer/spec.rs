//! What a layer is made of: the JSON that `pgrx_layer` writes.

use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::PathBuf;

/// A layer to be made. Paths on disk are relative to the working directory,
/// install paths to the image's root.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct LayerSpec {
    /// Single files.
    pub files: Vec<Source>,
    /// Directories, installed with all that is in them.
    pub trees: Vec<Source>,
    /// Symbolic links: install path -> target, as it stands in the link.
    pub symlinks: BTreeMap<String, String>,
    /// Directories that nothing else brings, or that have a mode or owner of their own.
    pub directories: Vec<String>,
    /// Patterns of install paths that are left out of trees.
    pub exclude: Vec<String>,
    /// Pattern of install paths -> octal mode; the longest pattern that matches wins.
    pub modes: BTreeMap<String, String>,
    /// Pattern of install paths -> `uid:gid`; the longest pattern that matches wins.
    pub owners: BTreeMap<String, String>,
    /// Pattern of install paths -> text that no file of that name may contain.
    pub forbidden_text: BTreeMap<String, String>,
    /// Modification time of everything, seconds since 1970.
    pub mtime: u64,
    /// How the archive is compressed.
    pub compression: Compression,
}

/// Something on disk and where it goes.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// Path on disk.
    pub source: PathBuf,
    /// Install path; of a tree: of its root, "" for the image's.
    pub path: String,
}

/// Compression of a layer.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Compression {
    /// RFC 1952, without name and time.
    #[default]
    Gzip,
    /// A plain tar archive.
    None,
}
