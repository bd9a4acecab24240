//! The extension's control file: placeholders, and what pgrx must find in it.

use crate::{Error, Request};
use pgrx_sql_entity_graph::ControlFile;
use std::path::Path;

/// Stands for the extension's version, in control files and upgrade scripts.
const VERSION_PLACEHOLDER: &str = "@CARGO_VERSION@";
/// Stands for the source revision, likewise.
const GIT_HASH_PLACEHOLDER: &str = "@GIT_HASH@";

/// A control file whose placeholders are filled in.
pub struct Control {
    /// The text to install.
    pub text: String,
    /// The same as pgrx understands it.
    pub parsed: ControlFile,
}

/// Fills in the request's control file and checks it against the request.
///
/// # Errors
/// The control file lacks a field pgrx needs, uses a placeholder that has no
/// value, or names another version.
pub fn prepare(request: &Request) -> Result<Control, Error> {
    let file = request.control_file;
    let text = fill_in(request, file, request.control)?;
    let parsed =
        ControlFile::from_str_with_cargo_version(&text, request.version).map_err(|error| {
            Error::Control {
                file: file.into(),
                reason: error.to_string(),
            }
        })?;
    if parsed.default_version != request.version {
        return Err(Error::VersionMismatch {
            file: file.into(),
            found: parsed.default_version,
            expected: request.version.into(),
        });
    }
    Ok(Control { text, parsed })
}

/// Fills in the placeholders of one text file, as `cargo pgrx install` does.
///
/// # Errors
/// [`Error::GitHashMissing`].
pub fn fill_in(request: &Request, file: &Path, text: &str) -> Result<String, Error> {
    let mut text = text.to_owned();
    if text.contains(GIT_HASH_PLACEHOLDER) {
        let missing = || Error::GitHashMissing { file: file.into() };
        text = text.replace(GIT_HASH_PLACEHOLDER, request.git_hash.ok_or_else(missing)?);
    }
    Ok(text.replace(VERSION_PLACEHOLDER, request.version))
}

/// Checks that PostgreSQL will find an upgrade script by its name.
///
/// # Errors
/// [`Error::UpgradeName`].
pub fn check_upgrade_name(extension: &str, file: &Path) -> Result<(), Error> {
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    let versions = name
        .strip_prefix(extension)
        .and_then(|rest| rest.strip_prefix("--"))
        .and_then(|rest| rest.strip_suffix(".sql"))
        .and_then(|rest| rest.split_once("--"));
    match versions {
        Some((from, to)) if !from.is_empty() && !to.is_empty() => Ok(()),
        _ => Err(Error::UpgradeName {
            file: file.into(),
            extension: extension.into(),
        }),
    }
}
