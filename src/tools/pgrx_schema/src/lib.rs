//! From a cross-built pgrx library to the extension's SQL.
//!
//! ```text
//! library.so -> section -> records -> sql  -> <name>--<version>.sql
//! x.control  -> control ----------------^  -> <name>.control
//! ```
//!
//! pgrx leaves the description of every SQL object in an ELF section of the
//! library. `cargo pgrx schema` reads it with the crate
//! `pgrx-sql-entity-graph`; so does this one, with four differences that a
//! reproducible cross build needs:
//!
//! * records that a linker padded (s390x) are found ([`records`]),
//! * the graph's edges are put in a fixed order, because pgrx's own order comes
//!   from a randomly seeded hash map (the crate `pgrx_emit`),
//! * comments name source files relative to their crate ([`paths`]),
//! * the control file is read as PostgreSQL reads it (`src/tools/control_file`).
//!
//! All else is the same, byte for byte.
//!
//! Libraries of pgrx before 0.18 have no such section. Their SQL is written by a program
//! of the extension's own (`src/tools/pgrx_embed`) and given here beside the library.

pub mod checks;
pub mod control;
mod control_error;
mod error;
pub mod paths;
pub mod records;
pub mod section;
pub mod sql;
mod write;

pub use control_error::ControlError;
pub use error::Error;
pub use write::write_all;

use pgrx_emit::ControlFile;
use std::path::Path;

/// One extension's inputs. The files are named for error messages only.
pub struct Request<'a> {
    /// Where `library` came from.
    pub library_file: &'a Path,
    /// The bytes of the shared library.
    pub library: &'a [u8],
    /// The SQL, where it is not read from the library's schema section.
    pub sql: Option<&'a str>,
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
pub struct Generated {
    /// The text of `<name>--<version>.sql`.
    pub sql: String,
    /// The text of `<name>.control`.
    pub control: String,
    /// The upgrade scripts' texts, in the order of the request.
    pub upgrades: Vec<String>,
}

/// Turns a library and its control file into what PostgreSQL installs.
///
/// # Errors
/// Every input that is malformed or contradicts another one, see [`Error`].
pub fn generate(request: &Request) -> Result<Generated, Error> {
    let refused = |file: &Path| {
        let file = file.into();
        move |source| Error::Control { file, source }
    };
    let control = control::prepare(request).map_err(refused(request.control_file))?;
    let upgrades = request.upgrades.iter().map(|script| {
        control::upgrade(request, script.file, &script.text).map_err(refused(script.file))
    });
    let upgrades = upgrades.collect::<Result<Vec<_>, Error>>()?;
    let sql = match request.sql {
        Some(given) => given.to_owned(),
        None => read_schema(request, control.parsed)?,
    };
    checks::bound(request, &sql).map_err(refused(request.control_file))?;
    Ok(Generated {
        sql: paths::relative_comments(&sql),
        control: control.text,
        upgrades,
    })
}

/// The SQL that the library's schema section stands for.
fn read_schema(request: &Request, control: ControlFile) -> Result<String, Error> {
    let section = section::find(request.library_file, request.library)?;
    let packed =
        records::repack(section.data, section.alignment).map_err(|source| Error::Records {
            file: request.library_file.into(),
            source,
        })?;
    sql::render(request, control, &packed)
}
