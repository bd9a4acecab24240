//! The extension's control file and upgrade scripts with their placeholders filled in.

use crate::{checks, ControlError, Request};
use std::path::Path;

/// Stands for the extension's version, in control files and upgrade scripts.
const VERSION_PLACEHOLDER: &str = "@CARGO_VERSION@";
/// Stands for the source revision, likewise.
const GIT_HASH_PLACEHOLDER: &str = "@GIT_HASH@";

/// The request's control file with its placeholders filled in, checked against the request.
///
/// # Errors
/// PostgreSQL could not read the control file; it uses a placeholder that has no
/// value; it names another version or library than the extension is built as.
pub fn prepare(request: &Request) -> Result<String, ControlError> {
    let text = fill_in(request, request.control)?;
    let control = control_file::ControlFile::parse(&text)?;
    for (flag, default) in [
        ("relocatable", false),
        ("superuser", true),
        ("trusted", false),
    ] {
        control.boolean(flag, default)?;
    }
    checks::version(request, control.get("default_version").unwrap_or_default())?;
    checks::library(request, control.get("module_pathname"))?;
    match control.get("directory") {
        Some(directory) => Err(ControlError::Directory {
            directory: directory.into(),
        }),
        None => Ok(text),
    }
}

/// The script of `file` with its placeholders filled in.
///
/// # Errors
/// PostgreSQL would not find it, or a placeholder has no value.
pub fn upgrade(request: &Request, file: &Path, text: &str) -> Result<String, ControlError> {
    checks::upgrade_name(request.extension_name, file)?;
    fill_in(request, text)
}

/// Fills in the placeholders of a text, as `cargo pgrx install` does.
///
/// That takes `default_version` for `@CARGO_VERSION@`, and the crate's version only where
/// `default_version` asks for it.
fn fill_in(request: &Request, text: &str) -> Result<String, ControlError> {
    let mut text = text.to_owned();
    if text.contains(GIT_HASH_PLACEHOLDER) {
        let hash = request.git_hash.ok_or(ControlError::GitHashMissing)?;
        text = text.replace(GIT_HASH_PLACEHOLDER, hash);
    }
    Ok(text.replace(VERSION_PLACEHOLDER, version(request)))
}

/// What stands for `@CARGO_VERSION@`: what cargo-pgrx takes, but for a `default_version`
/// that has more text beside it, where cargo-pgrx makes names that hold the placeholder.
fn version<'a>(request: &Request<'a>) -> &'a str {
    let control = control_file::ControlFile::parse(request.control);
    let of_crate = control.is_ok_and(|control| {
        let version = control.get("default_version");
        version.is_some_and(|version| version.contains(VERSION_PLACEHOLDER))
    });
    if of_crate {
        request.crate_version
    } else {
        request.sql_version
    }
}
