//! What PostgreSQL installs beside an extension's library, as `cargo pgrx install` writes it.
//!
//! ```text
//! x.control           -> control -> <name>.control
//! SQL                 -> paths   -> <name>--<version>.sql
//! x--<from>--<to>.sql -> control -> the same, filled in
//! ```
//!
//! The control file is read as PostgreSQL reads it (`src/tools/control_file`) and must agree with
//! the build and the SQL ([`checks`]); comments of the SQL name source files relative to their
//! crate ([`paths`]).

pub mod checks;
pub mod control;
mod control_error;
mod error;
pub mod paths;
mod write;

pub use control_error::ControlError;
pub use error::Error;
pub use write::write_all;

use std::path::Path;

/// One extension's inputs. The files are named for error messages only.
pub struct Request<'a> {
    /// The SQL, as `pgrx_schema` or `pgrx_embed` wrote it.
    pub sql: &'a str,
    /// Where `control` came from.
    pub control_file: &'a Path,
    /// The control file, its placeholders not yet filled in.
    pub control: &'a str,
    /// Scripts from one version to another, placeholders not yet filled in.
    pub upgrades: &'a [UpgradeScript<'a>],
    /// The name that follows CREATE EXTENSION.
    pub extension_name: &'a str,
    /// The crate's version, which `default_version = '@CARGO_VERSION@'` asks for.
    pub crate_version: &'a str,
    /// The version that `CREATE EXTENSION` makes: what `default_version` must say.
    pub sql_version: &'a str,
    /// Whether the library is installed as `<name>-<version>.so`, not as `<name>.so`.
    pub versioned_library: bool,
    /// The revision, in place of `@GIT_HASH@`.
    pub git_hash: Option<&'a str>,
}

/// A script `<name>--<from>--<to>.sql` kept by hand in the source tree.
pub struct UpgradeScript<'a> {
    /// Where `text` came from.
    pub file: &'a Path,
    /// The script.
    pub text: String,
}

/// What PostgreSQL needs beside the library.
#[derive(Debug)]
pub struct Installed {
    /// The text of `<name>--<version>.sql`.
    pub sql: String,
    /// The text of `<name>.control`.
    pub control: String,
    /// The upgrade scripts' texts, in the order of the request.
    pub upgrades: Vec<String>,
}

/// Turns the inputs into what PostgreSQL installs.
///
/// # Errors
/// An input is malformed or contradicts another one, see [`ControlError`].
pub fn install(request: &Request) -> Result<Installed, Error> {
    let refused = |file: &Path| {
        let file = file.into();
        move |source| Error::Control { file, source }
    };
    let control = control::prepare(request).map_err(refused(request.control_file))?;
    let upgrades = request.upgrades.iter().map(|script| {
        control::upgrade(request, script.file, &script.text).map_err(refused(script.file))
    });
    let upgrades = upgrades.collect::<Result<Vec<_>, Error>>()?;
    checks::bound(request).map_err(refused(request.control_file))?;
    Ok(Installed {
        sql: paths::relative_comments(request.sql),
        control,
        upgrades,
    })
}
