//! The part of the crate `pgrx-pg-config` that pgrx's generator calls, for a build.
//!
//! That crate looks for the PostgreSQL installations of a machine. A build has none: it names
//! the headers, and this answers from the environment that the generator was started with.
//! MODULE.bazel has it take the crate's place, names and signatures included, so a release of
//! pgrx that asks for more does not compile.
//!
//! Besides, what the crate needs (TOML, URLs, Unicode tables: 60 crates) would be most of what
//! is compiled before the first binding.

use eyre::{eyre, Result, WrapErr};
use std::collections::BTreeMap;
use std::env;
use std::ffi::OsString;
use std::path::PathBuf;

mod version;

pub use version::{PgMinorVersion, PgVersion};

/// The variable that names PostgreSQL's release, such as `17.12`, `19beta2` or `19rc1`.
pub const RELEASE: &str = "PG_BINDGEN_RELEASE";

/// What Debian's PostgreSQL is preprocessed with (`pg_config --cppflags`).
const CPPFLAGS: &str = "-D_GNU_SOURCE";

/// The PostgreSQL that bindings are generated for.
#[derive(Clone, Debug)]
pub struct PgConfig(PgVersion);

impl PgConfig {
    /// The one that the environment names.
    ///
    /// # Errors
    ///
    /// The variable [`RELEASE`] is missing, or holds something else.
    pub fn from_env() -> Result<Self> {
        let release = env::var(RELEASE).wrap_err(RELEASE)?;
        Ok(Self(PgVersion::parse(&release)?))
    }

    /// 17 of 17.2.
    pub fn major_version(&self) -> Result<u16> {
        Ok(self.0.major)
    }

    /// The release.
    pub fn get_version(&self) -> Result<PgVersion> {
        Ok(self.0.clone())
    }

    /// Flags for the preprocessor.
    pub fn cppflags(&self) -> Result<OsString> {
        Ok(CPPFLAGS.into())
    }

    /// Arguments of PostgreSQL's `configure`, of which the generator wants the compiler: that is ours.
    pub fn configure(&self) -> Result<BTreeMap<String, String>> {
        Ok(BTreeMap::new())
    }

    /// The folder of libraries, which only cargo is told.
    pub fn lib_dir(&self) -> Result<PathBuf> {
        Ok(PathBuf::from("."))
    }

    /// Not asked for, as `PGRX_INCLUDEDIR_SERVER` says it.
    pub fn includedir_server(&self) -> Result<PathBuf> {
        nothing("folder of the server's headers")
    }

    /// Of Windows.
    pub fn pkgincludedir(&self) -> Result<PathBuf> {
        nothing("folder of headers for Windows")
    }

    /// Of Windows.
    pub fn includedir_server_port_win32(&self) -> Result<PathBuf> {
        nothing("folder of headers for Windows")
    }

    /// Of Windows.
    pub fn includedir_server_port_win32_msvc(&self) -> Result<PathBuf> {
        nothing("folder of headers for Windows")
    }
}

/// Which of pgrx's installations.
pub enum PgConfigSelector {
    /// Each.
    All,
}

/// pgrx's installations of PostgreSQL on a machine: none.
pub struct Pgrx;

impl Pgrx {
    /// Always an error.
    pub fn from_config() -> Result<Self> {
        nothing("installation by pgrx")
    }

    /// Always an error.
    pub fn config_toml() -> Result<PathBuf> {
        nothing("configuration of pgrx")
    }

    /// No installation.
    pub fn iter(&self, _which: PgConfigSelector) -> std::iter::Empty<Result<PgConfig>> {
        std::iter::empty()
    }

    /// Always an error.
    pub fn get(&self, _label: &str) -> Result<PgConfig> {
        nothing("installation by pgrx")
    }
}

/// The releases to choose from by a feature: the one that is asked for.
#[allow(non_snake_case, reason = "pgrx's name")]
pub fn SUPPORTED_VERSIONS() -> Vec<PgVersion> {
    PgConfig::from_env()
        .map(|config| config.0)
        .into_iter()
        .collect()
}

/// Whether it is the one that is asked for.
pub fn is_supported_major_version(major: u16) -> bool {
    SUPPORTED_VERSIONS()
        .iter()
        .any(|version| version.major == major)
}

fn nothing<T>(what: &str) -> Result<T> {
    Err(eyre!("a build has no {what}"))
}
