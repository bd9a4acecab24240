//! An archive that is not Debian's: what a yaml says of it, and its lock repeats.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::error::{Error, Result};

/// Name of such an archive, as in [`crate::lock::Pin::archive`].
pub const OWN: &str = "own";

/// Begins a keyring in ASCII armour.
const ARMOUR: &[u8] = b"-----BEGIN PGP PUBLIC KEY BLOCK-----";

/// The archive of a set. The order of fields is the order in the lock.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Own {
    /// What `dists` and `pool` are below of, without trailing slash.
    pub url: String,
    /// Those of its suites to look in.
    pub components: Vec<String>,
    /// The file of its public keys, relative to the folder of the sets.
    pub keyring: String,
}

impl Own {
    /// What the three fields of a yaml say: nothing, an archive, or what is wrong with them.
    pub fn written(
        archive: Option<String>,
        components: Option<Vec<String>>,
        keyring: Option<String>,
    ) -> std::result::Result<Option<Self>, String> {
        let Some(archive) = archive else {
            let stray = [
                ("components", components.is_some()),
                ("keyring", keyring.is_some()),
            ];
            return match stray.iter().find(|(_, given)| *given) {
                None => Ok(None),
                Some((field, _)) => Err(format!(
                    "`{field}` goes with `archive`, the base URL of an archive that is not Debian's"
                )),
            };
        };
        if !archive.contains("://") || !is_word(&archive) {
            return Err(format!("`archive` is {archive:?}, which is no URL"));
        }
        let keyring = keyring.ok_or(
            "`archive` needs `keyring`, the file of its public keys, relative to the yaml",
        )?;
        let components = components.unwrap_or_else(|| vec!["main".to_owned()]);
        if components.is_empty() || !components.iter().all(|component| is_word(component)) {
            return Err("`components` is no list of words".to_owned());
        }
        Ok(Some(Own {
            url: archive.trim_end_matches('/').to_owned(),
            components,
            keyring,
        }))
    }

    /// The bytes of its keyring, and how apt wants such a file to be called.
    pub fn keyring(&self, dir: &Path) -> Result<(Vec<u8>, &'static str)> {
        let path = dir.join(&self.keyring);
        let bytes = std::fs::read(&path).map_err(|source| Error::NoOwnKeyring {
            path: PathBuf::from(&path),
            url: self.url.clone(),
            source,
        })?;
        let name = match bytes.starts_with(ARMOUR) {
            true => "keyring.asc",
            false => "keyring.gpg",
        };
        Ok((bytes, name))
    }
}

/// Whether it is one word of a line of sources.list.
fn is_word(text: &str) -> bool {
    !text.is_empty() && !text.contains(|c: char| c.is_whitespace() || c == '[' || c == ']')
}
