//! What can be wrong with control files and upgrade scripts, with the text the user sees.

use control_file::ParseError;
use std::fmt;

/// Why a control file or an upgrade script is refused.
#[derive(Debug)]
pub enum ControlError {
    /// PostgreSQL could not read it.
    Unreadable(ParseError),
    /// Nothing says which script `CREATE EXTENSION` runs.
    NoVersion,
    /// Control file and build disagree on the version.
    VersionMismatch {
        /// What the control file says.
        found: String,
        /// What the rule was told.
        expected: String,
    },
    /// The SQL would name a versioned library, which is not there.
    UnversionedLibrary {
        /// The extension's name.
        extension: String,
        /// Its SQL version.
        version: String,
    },
    /// The SQL would name an unversioned library, which is not there.
    VersionedLibrary {
        /// What the control file says.
        module: String,
    },
    /// The library is another one, or elsewhere.
    OtherLibrary {
        /// What the control file says.
        module: String,
        /// The extension's name.
        extension: String,
    },
    /// A function would be looked for in a library called `MODULE_PATHNAME`.
    UnboundModule {
        /// The extension's name.
        extension: String,
    },
    /// PostgreSQL would look for scripts elsewhere.
    Directory {
        /// What the control file says.
        directory: String,
    },
    /// `@GIT_HASH@` is used, but there is no hash.
    GitHashMissing,
    /// PostgreSQL would never find a script of that name.
    UpgradeName {
        /// The extension's name.
        extension: String,
    },
}

impl fmt::Display for ControlError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unreadable(error) => error.fmt(f),
            Self::NoVersion => f.write_str(
                "no default_version, so CREATE EXTENSION would not know which script to run. \
                 Write `default_version = '@CARGO_VERSION@'`",
            ),
            Self::VersionMismatch { found, expected } => write!(
                f,
                "default_version is `{found}` but the extension is built as version `{expected}`, \
                 so CREATE EXTENSION would look for a script that is not there. Set `sql_version \
                 = \"{found}\"` in pgrx_extension, or write `default_version = '@CARGO_VERSION@'`"
            ),
            Self::UnversionedLibrary { extension, version } => write!(
                f,
                "no module_pathname, so the SQL names the library `{extension}-{version}`, as \
                 cargo-pgrx has it, but it is installed as `{extension}.so`. Set \
                 `versioned_library = True` in pgrx_extension, or write `module_pathname = \
                 '{extension}'`"
            ),
            Self::VersionedLibrary { module } => write!(
                f,
                "module_pathname is `{module}`, but the library is installed with the version in \
                 its name. Drop `versioned_library` from pgrx_extension, or the line from the \
                 control file"
            ),
            Self::OtherLibrary { module, extension } => write!(
                f,
                "module_pathname is `{module}`, but the library is installed as \
                 `$libdir/{extension}.so`, as cargo-pgrx does it, so no function would be found. \
                 Write `module_pathname = '{extension}'`"
            ),
            Self::UnboundModule { extension } => write!(
                f,
                "no module_pathname, but the SQL says AS 'MODULE_PATHNAME', as pgrx does for \
                 triggers, and nothing would take its place. Write `module_pathname = \
                 '{extension}'`"
            ),
            Self::Directory { directory } => write!(
                f,
                "directory is `{directory}`, but scripts are installed beside the control file, \
                 as cargo-pgrx does it. Drop the line"
            ),
            Self::GitHashMissing => f.write_str(
                "uses @GIT_HASH@, but no revision was given. Set `git_hash = \"<revision>\"` in \
                 pgrx_extension: a build cannot ask git, as cargo-pgrx does",
            ),
            Self::UpgradeName { extension } => write!(
                f,
                "an upgrade script must be called `{extension}--<from>--<to>.sql`"
            ),
        }
    }
}

impl std::error::Error for ControlError {}

impl From<ParseError> for ControlError {
    fn from(error: ParseError) -> Self {
        Self::Unreadable(error)
    }
}
