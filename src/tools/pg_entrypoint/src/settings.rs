//! The variables by which users configure a new database; as in the official image.

use std::ffi::{OsStr, OsString};
use std::fs;
use std::os::unix::ffi::{OsStrExt, OsStringExt};
use std::path::PathBuf;

use crate::error::{Error, Result};
use crate::words;

/// Where the database is, unless `PGDATA` says otherwise; the official image's place.
const DEFAULT_PGDATA: &str = "/var/lib/postgresql/data";
/// The superuser, unless `POSTGRES_USER` says otherwise.
const DEFAULT_USER: &str = "postgres";
/// Variables that may be given by a file, `<name>_FILE`.
pub const BY_FILE: [&str; 4] = [
    "POSTGRES_PASSWORD",
    "POSTGRES_USER",
    "POSTGRES_DB",
    "POSTGRES_INITDB_ARGS",
];
/// The method by which nobody is asked for anything.
const TRUST: &str = "trust";

/// What the environment says; empty variables count as unset.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// `PGDATA`.
    pub pgdata: PathBuf,
    /// `POSTGRES_USER`: the superuser.
    pub user: OsString,
    /// `POSTGRES_PASSWORD`: the superuser's; may be empty.
    pub password: OsString,
    /// `POSTGRES_DB`: a database to be made; the superuser's name by default.
    pub database: OsString,
    /// `POSTGRES_INITDB_ARGS`, in words.
    pub initdb_args: Vec<OsString>,
    /// `POSTGRES_INITDB_WALDIR`: where the write-ahead log is to be.
    pub waldir: Option<PathBuf>,
    /// `POSTGRES_HOST_AUTH_METHOD`: how connections by network are authenticated;
    /// without it as passwords are stored.
    pub auth_method: Option<OsString>,
}

impl Settings {
    /// Reads the variables, and the files that they name, through `variable`.
    ///
    /// # Errors
    /// Where a variable is given twice, a file is unreadable, or words are malformed.
    pub fn read(variable: impl Fn(&str) -> Option<OsString>) -> Result<Settings> {
        let given = |name: &str| variable(name).filter(|value| !value.is_empty());
        let [password, user, database, initdb_args] = BY_FILE.map(|name| by_file(name, &given));
        let user = user?.unwrap_or_else(|| DEFAULT_USER.into());
        let initdb_args = initdb_args?.unwrap_or_default();
        Ok(Settings {
            pgdata: pgdata(&variable),
            password: password?.unwrap_or_default(),
            database: database?.unwrap_or_else(|| user.clone()),
            user,
            initdb_args: words::split(&initdb_args)
                .map_err(|problem| Error::InitdbArgs { problem })?,
            waldir: given("POSTGRES_INITDB_WALDIR").map(PathBuf::from),
            auth_method: given("POSTGRES_HOST_AUTH_METHOD"),
        })
    }

    /// Whether everybody is let in.
    pub fn trusts_everybody(&self) -> bool {
        self.auth_method.as_deref() == Some(OsStr::new(TRUST))
    }

    /// Whether a database may be made with these settings.
    ///
    /// # Errors
    /// [`Error::NoPassword`], [`Error::PasswordLines`].
    pub fn check(&self) -> Result<()> {
        if self.password.is_empty() && !self.trusts_everybody() {
            return Err(Error::NoPassword);
        }
        match self.password.as_bytes().contains(&b'\n') {
            true => Err(Error::PasswordLines),
            false => Ok(()),
        }
    }

    /// The same settings as variables for initialisation scripts: all of them plain.
    pub fn variables(&self) -> [(&'static str, OsString); 4] {
        [
            ("PGDATA", self.pgdata.clone().into()),
            ("POSTGRES_DB", self.database.clone()),
            ("POSTGRES_PASSWORD", self.password.clone()),
            ("POSTGRES_USER", self.user.clone()),
        ]
    }
}

/// The data folder that the environment names.
pub fn pgdata(variable: impl Fn(&str) -> Option<OsString>) -> PathBuf {
    let given = variable("PGDATA").filter(|value| !value.is_empty());
    given.map_or_else(|| DEFAULT_PGDATA.into(), PathBuf::from)
}

/// The variable, or the content of the file that `<name>_FILE` names, without the line
/// ends at its end.
fn by_file(
    name: &'static str,
    given: &impl Fn(&str) -> Option<OsString>,
) -> Result<Option<OsString>> {
    let path = given(&format!("{name}_FILE")).map(PathBuf::from);
    match (given(name), path) {
        (Some(_), Some(_)) => Err(Error::BothGiven { name }),
        (plain, None) => Ok(plain),
        (None, Some(path)) => {
            let mut value =
                fs::read(&path).map_err(|source| Error::SecretFile { name, path, source })?;
            while value.last() == Some(&b'\n') {
                value.pop();
            }
            Ok(Some(OsString::from_vec(value)))
        }
    }
}

#[cfg(test)]
#[path = "settings_test.rs"]
mod tests;
