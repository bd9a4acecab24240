//! What control file, upgrade scripts and build must agree on.

use crate::{ControlError, Request};
use control_file::{Folder, Module};
use std::path::Path;

/// `CREATE EXTENSION` takes the script of `default_version`.
///
/// # Errors
/// [`ControlError::NoVersion`], [`ControlError::VersionMismatch`].
pub fn version(request: &Request, found: &str) -> Result<(), ControlError> {
    match found {
        "" => Err(ControlError::NoVersion),
        found if found == request.sql_version => Ok(()),
        found => Err(ControlError::VersionMismatch {
            found: found.into(),
            expected: request.sql_version.into(),
        }),
    }
}

/// Functions are bound to the library that `module_pathname` names, and without it
/// to `<name>-<version>`, as cargo-pgrx does; it must be there under that name.
///
/// # Errors
/// [`ControlError::UnversionedLibrary`], [`ControlError::VersionedLibrary`],
/// [`ControlError::OtherLibrary`].
pub fn library(request: &Request, module: Option<&str>) -> Result<(), ControlError> {
    let extension = request.extension_name;
    match module {
        None if request.versioned_library => Ok(()),
        None => Err(ControlError::UnversionedLibrary {
            extension: extension.into(),
            version: request.sql_version.into(),
        }),
        Some(module) if request.versioned_library => Err(ControlError::VersionedLibrary {
            module: module.into(),
        }),
        Some(path) if is_installed_as(extension, path) => Ok(()),
        Some(path) => Err(ControlError::OtherLibrary {
            module: path.into(),
            extension: extension.into(),
        }),
    }
}

/// Whether `path` may be where the library is: whoever gives a full path knows the server.
fn is_installed_as(extension: &str, path: &str) -> bool {
    let module = Module::new(path);
    let relative = matches!(module.folder, Folder::Fixed(folder) if !folder.starts_with('/'));
    module.name == extension && !relative
}

/// PostgreSQL puts `module_pathname` in place of `MODULE_PATHNAME`, if there is one.
///
/// # Errors
/// [`ControlError::UnboundModule`].
pub fn bound(request: &Request) -> Result<(), ControlError> {
    if request.versioned_library && request.sql.contains("'MODULE_PATHNAME'") {
        return Err(ControlError::UnboundModule {
            extension: request.extension_name.into(),
        });
    }
    Ok(())
}

/// Checks that PostgreSQL will find an upgrade script by its name.
///
/// # Errors
/// [`ControlError::UpgradeName`].
pub fn upgrade_name(extension: &str, file: &Path) -> Result<(), ControlError> {
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    let versions = name
        .strip_prefix(extension)
        .and_then(|rest| rest.strip_prefix("--"))
        .and_then(|rest| rest.strip_suffix(".sql"))
        .and_then(|rest| rest.split_once("--"));
    match versions {
        Some((from, to)) if !from.is_empty() && !to.is_empty() && !to.contains("--") => Ok(()),
        _ => Err(ControlError::UpgradeName {
            extension: extension.into(),
        }),
    }
}
