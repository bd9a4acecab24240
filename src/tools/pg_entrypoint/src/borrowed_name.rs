//! A name for a uid that `/etc/passwd` doesn't know, such as those that OpenShift gives out:
//! `initdb` insists on one. nss_wrapper, preloaded, reads it from a file, as in the official
//! image; the server itself needs no name.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use rustix::process::{getegid, geteuid};

use crate::accounts::{self, USER};
use crate::error::{file, Error, Result};

/// Where distributions have their libraries; Debian's are in a folder of these.
const FOLDERS: [&str; 2] = ["/usr/lib", "/usr/lib64"];
const LIBRARY: &str = "libnss_wrapper.so";

/// What names this uid where nothing else does.
#[derive(Debug)]
pub struct BorrowedName {
    library: PathBuf,
}

impl BorrowedName {
    /// Nothing where the uid has a name of its own.
    ///
    /// # Errors
    /// [`Error::UnknownUid`], or where `/etc/passwd` cannot be read.
    pub fn if_needed() -> Result<Option<BorrowedName>> {
        let uid = geteuid().as_raw();
        if accounts::is_named(uid)? {
            return Ok(None);
        }
        let folders = FOLDERS.iter().flat_map(|folder| within(Path::new(folder)));
        let mut libraries = folders.map(|folder| folder.join(LIBRARY));
        let found = libraries.find(|library| library.exists());
        let library = found.ok_or(Error::UnknownUid { uid, user: USER })?;
        Ok(Some(BorrowedName { library }))
    }

    /// Lets a command see the name, by files in a folder.
    ///
    /// # Errors
    /// Where they cannot be written.
    pub fn lend(&self, command: &mut Command, folder: &Path) -> Result<()> {
        let (uid, gid) = (geteuid().as_raw(), getegid().as_raw());
        let lines = [
            ("PASSWD", format!("{USER}:x:{uid}:{gid}::/:/bin/false\n")),
            ("GROUP", format!("{USER}:x:{gid}:\n")),
        ];
        for (kind, line) in lines {
            let path = folder.join(kind);
            fs::write(&path, line).map_err(file("write", &path))?;
            command.env(format!("NSS_WRAPPER_{kind}"), path);
        }
        command.env("LD_PRELOAD", &self.library);
        Ok(())
    }
}

/// A folder and those in it.
fn within(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let below = entries.map(|entry| entry.path());
    std::iter::once(folder.into()).chain(below).collect()
}
