//! Files and what is said of them <-> the package.

use crate::info::Info;
use crate::segment::{data_segment, files, segment, split};
use crate::sign::Key;
use crate::Error;
use data_encoding::HEXLOWER;
use package_tree::Tree;
use sha2::{Digest, Sha256};
use std::path::Path;

/// The package's bytes; size and data hash of `info` are replaced by the files' own.
///
/// # Errors
/// A field of `info` is bad, or a path too long.
pub fn package(info: &Info, tree: &Tree, key: Option<&Key>) -> Result<Vec<u8>, Error> {
    info.check()?;
    let data = data_segment(tree)?;
    let info = Info {
        size: tree.files().map(|(_, bytes)| bytes.len() as u64).sum(),
        datahash: HEXLOWER.encode(&Sha256::digest(&data)),
        ..info.clone()
    };
    let mut fields = Tree::default();
    fields.insert(INFO, info.to_string().into_bytes())?;
    let control = segment(&fields)?;
    // With a data hash in it, the control segment is all that needs a signature.
    let signature = key.map(|key| key.segment(&control)).transpose()?;
    Ok([signature.unwrap_or_default(), control, data].concat())
}

const INFO: &str = ".PKGINFO";

/// What an index has to know of a package.
#[derive(Debug, Clone)]
pub struct Listed {
    /// What it says of itself.
    pub info: Info,
    /// Its control segment, by whose digest apk knows it.
    pub control: Vec<u8>,
    /// Its size in bytes.
    pub size: usize,
}

/// Reads a package; `file` names it in errors. Its signature is not checked.
///
/// # Errors
/// [`Error::NotApk`], also where its data is not what it says.
pub fn read(file: &Path, bytes: &[u8]) -> Result<Listed, Error> {
    let bad = |reason: String| Error::NotApk {
        file: file.into(),
        reason,
    };
    let segments = split(bytes).map_err(|error| bad(error.to_string()))?;
    let [.., control, data] = segments[..] else {
        return Err(bad(format!(
            "{} gzip streams instead of 2 or 3",
            segments.len()
        )));
    };
    let fields = files(control).map_err(|error| bad(error.to_string()))?;
    let text = fields
        .into_iter()
        .find(|(name, _)| name == INFO)
        .and_then(|(_, bytes)| String::from_utf8(bytes).ok())
        .ok_or_else(|| bad(format!("it has no {INFO}")))?;
    let info = Info::parse(&text);
    if info.datahash != HEXLOWER.encode(&Sha256::digest(data)) {
        return Err(bad(format!("its data is not what its {INFO} says")));
    }
    Ok(Listed {
        info,
        control: control.to_vec(),
        size: bytes.len(),
    })
}
