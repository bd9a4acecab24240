//! The data folder: what state it is in, and how a new one is made.
//!
//! A folder that is being initialised holds a marker, the folder [`MARKER`], from
//! before its first file until after its last script. `initdb` wants an empty folder,
//! so it fills one inside the marker; what it made is then moved up:
//!
//! ```text
//! PGDATA/MARKER/                 begin
//! PGDATA/MARKER/data/...         initdb, which may read PGDATA/MARKER/notes/...
//! PGDATA/..., PGDATA/MARKER/     move_up; scripts run
//! PGDATA/...                     finish
//! ```
//!
//! Whenever power, kernel or a script ends this early, the marker tells it.

use std::ffi::OsString;
use std::fs::{self, File, Permissions};
use std::io;
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::{Path, PathBuf};

use crate::error::{file, Error, Result};

/// The folder in an unfinished data folder.
pub const MARKER: &str = ".pg_entrypoint_unfinished";
/// The file by which PostgreSQL knows its data folders.
const VERSION_FILE: &str = "PG_VERSION";
/// What PostgreSQL allows others at most (`PG_DIR_MODE_GROUP`).
const WIDEST_MODE: u32 = 0o750;

/// What a data folder holds.
#[derive(Debug, PartialEq, Eq)]
pub enum State {
    /// A database.
    Ready,
    /// Nothing, or it is not there.
    Empty,
    /// What an initialisation left that did not finish.
    HalfMade,
    /// Something else, such as this entry.
    Foreign(OsString),
}

/// Looks at a data folder.
///
/// # Errors
/// Where it cannot be read.
pub fn inspect(pgdata: &Path) -> Result<State> {
    let names = match fs::read_dir(pgdata) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(State::Empty),
        entries => entries
            .and_then(|list| list.map(|entry| Ok(entry?.file_name())).collect())
            .map_err(file("list", pgdata)),
    };
    let mut names: Vec<OsString> = names?;
    names.sort();
    if names.iter().any(|name| name == MARKER) {
        return Ok(State::HalfMade);
    }
    let version = fs::metadata(pgdata.join(VERSION_FILE));
    if version.is_ok_and(|meta| meta.len() > 0) {
        return Ok(State::Ready);
    }
    Ok(names
        .into_iter()
        .next()
        .map_or(State::Empty, State::Foreign))
}

/// Whether there is a database; [`State::Empty`] gives `false`.
///
/// # Errors
/// [`Error::HalfMade`], [`Error::NoDatabase`], or where it cannot be read.
pub fn has_database(pgdata: &Path) -> Result<bool> {
    let pgdata = pgdata.to_path_buf();
    match inspect(&pgdata)? {
        State::Ready => Ok(true),
        State::Empty => Ok(false),
        State::HalfMade => Err(Error::HalfMade { pgdata }),
        State::Foreign(entry) => Err(Error::NoDatabase { pgdata, entry }),
    }
}

/// Takes rights away that PostgreSQL would refuse to start with, as volumes often give
/// them. Where that is not allowed, PostgreSQL says so itself.
pub fn narrow(pgdata: &Path) {
    let mode = fs::metadata(pgdata).map_or(0, |meta| meta.permissions().mode() & 0o777);
    if mode & !WIDEST_MODE != 0 {
        let _postgres_will_tell = fs::set_permissions(pgdata, Permissions::from_mode(0o700));
    }
}

/// Whether PostgreSQL would start in a data folder once it is filled: it insists on its owner.
///
/// # Errors
/// [`Error::ForeignFolder`], or where the folder cannot be read.
pub fn check_owner(pgdata: &Path, uid: u32) -> Result<()> {
    let owner = fs::metadata(pgdata).map_err(file("read", pgdata))?.uid();
    match owner == uid {
        true => Ok(()),
        false => Err(Error::ForeignFolder {
            pgdata: pgdata.into(),
            owner,
            uid,
        }),
    }
}

/// A data folder that is being initialised.
#[derive(Debug)]
pub struct Unfinished {
    pgdata: PathBuf,
    moved: bool,
}

impl Unfinished {
    /// Marks an empty data folder.
    ///
    /// # Errors
    /// Where nothing can be written.
    pub fn begin(pgdata: &Path) -> Result<Unfinished> {
        let marker = pgdata.join(MARKER);
        fs::create_dir(&marker).map_err(file("make", &marker))?;
        sync(pgdata)?;
        Ok(Unfinished {
            pgdata: pgdata.to_path_buf(),
            moved: false,
        })
    }

    /// The folder for `initdb`, which is to make it.
    pub fn fresh(&self) -> PathBuf {
        self.pgdata.join(MARKER).join("data")
    }

    /// A folder for what `initdb` is to read; it is gone when what it made is moved.
    ///
    /// # Errors
    /// Where it cannot be made.
    pub fn notes(&self) -> Result<PathBuf> {
        let notes = self.pgdata.join(MARKER).join("notes");
        fs::create_dir_all(&notes).map_err(file("make", &notes))?;
        Ok(notes)
    }

    /// Moves what `initdb` made to its place.
    ///
    /// # Errors
    /// Where a file cannot be moved.
    pub fn move_up(&mut self) -> Result<()> {
        self.moved = true;
        let fresh = self.fresh();
        let listed =
            |path: &Path| fs::read_dir(path).and_then(Iterator::collect::<io::Result<Vec<_>>>);
        for entry in listed(&fresh).map_err(file("list", &fresh))? {
            let to = self.pgdata.join(entry.file_name());
            fs::rename(entry.path(), &to).map_err(file("move into its place", &to))?;
        }
        // initdb has chosen between 0700 and 0750.
        let mode = fs::metadata(&fresh).map_err(file("read", &fresh))?;
        fs::set_permissions(&self.pgdata, mode.permissions())
            .map_err(file("set the mode of", &self.pgdata))?;
        fs::remove_dir(&fresh).map_err(file("remove", &fresh))?;
        let notes = self.notes()?;
        fs::remove_dir_all(&notes).map_err(file("remove", &notes))?;
        sync(&self.pgdata)
    }

    /// Removes the marker: the database is complete.
    ///
    /// # Errors
    /// Where it cannot be removed.
    pub fn finish(self) -> Result<()> {
        let marker = self.pgdata.join(MARKER);
        fs::remove_dir(&marker).map_err(file("remove", &marker))?;
        sync(&self.pgdata)
    }

    /// Gives up. Before [`Unfinished::move_up`] the folder becomes empty again, and
    /// `cause` is the error; later it stays as it is, and the error says so.
    pub fn give_up(self, cause: Error) -> Error {
        if !self.moved && fs::remove_dir_all(self.pgdata.join(MARKER)).is_ok() {
            return cause;
        }
        Error::Unfinished {
            pgdata: self.pgdata,
            cause: Box::new(cause),
        }
    }
}

/// Makes the entries of a folder survive a power failure.
fn sync(folder: &Path) -> Result<()> {
    File::open(folder)
        .and_then(|folder| folder.sync_all())
        .map_err(file("write", folder))
}

#[cfg(test)]
#[path = "datadir_test.rs"]
mod tests;
