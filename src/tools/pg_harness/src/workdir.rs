//! The private folders of one server.

use std::fs::{self, Permissions};
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use crate::cleanup;
use crate::error::{self, Result};

/// Bytes of a socket's path that the kernel takes (`sun_path` in `<sys/un.h>`,
/// 108 with the final NUL).
const SUN_PATH: usize = 107;
/// What PostgreSQL appends to the socket folder.
const SOCKET_NAME: &str = "/.s.PGSQL.5432";

/// A folder with mode 0700 that is removed when dropped, or by a signal.
#[derive(Debug)]
struct Private(Option<TempDir>);

impl Private {
    fn new_in(parent: &Path) -> Result<Private> {
        let dir = tempfile::Builder::new()
            .prefix("pg")
            .permissions(Permissions::from_mode(0o700))
            .tempdir_in(parent)
            .map_err(error::file("make a folder in", parent))?;
        cleanup::add_folder(dir.path());
        Ok(Private(Some(dir)))
    }

    fn path(&self) -> &Path {
        self.0.as_ref().expect("only dropping takes it").path()
    }
}

impl Drop for Private {
    fn drop(&mut self) {
        if let Some(dir) = self.0.take() {
            cleanup::forget_folder(dir.path());
            if let Err(e) = dir.close() {
                eprintln!("warning: a temporary folder stays: {e}");
            }
        }
    }
}

/// The private folders of one server.
#[derive(Debug)]
pub struct WorkDir {
    main: Private,
    /// A second folder, where the first one's path is too long for a socket.
    short: Option<Private>,
}

impl WorkDir {
    /// Makes the folders: in `TEST_TMPDIR` (Bazel's) or the system's temporary
    /// folder, and where that path is too long for a socket also in `/tmp`.
    pub fn new() -> Result<WorkDir> {
        let parent = std::env::var_os("TEST_TMPDIR")
            .map(PathBuf::from)
            .unwrap_or_else(std::env::temp_dir);
        let parent = fs::canonicalize(&parent).map_err(error::file("find", &parent))?;
        WorkDir::new_in(&parent)
    }

    fn new_in(parent: &Path) -> Result<WorkDir> {
        let main = Private::new_in(parent)?;
        let short = match fits_socket(main.path()) {
            true => None,
            false => Some(Private::new_in(Path::new("/tmp"))?),
        };
        Ok(WorkDir { main, short })
    }

    /// The folder for everything but sockets; an absolute path.
    pub fn path(&self) -> &Path {
        self.main.path()
    }

    /// The folder for sockets; an absolute path that is short enough.
    pub fn sockets(&self) -> &Path {
        self.short.as_ref().unwrap_or(&self.main).path()
    }

    /// Hands the folders over to another user; needs root.
    pub fn give_to(&self, uid: u32) -> Result<()> {
        for path in [self.path(), self.sockets()] {
            give(path, uid)?;
        }
        Ok(())
    }
}

/// Hands a folder over to another user; needs root.
pub(crate) fn give(path: &Path, uid: u32) -> Result<()> {
    std::os::unix::fs::chown(path, Some(uid), Some(uid))
        .map_err(error::file("change the owner of", path))
}

fn fits_socket(folder: &Path) -> bool {
    folder.as_os_str().as_bytes().len() + SOCKET_NAME.len() <= SUN_PATH
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_path_gets_a_short_socket_folder_and_both_go() {
        let parent = tempfile::tempdir().unwrap();
        let long = parent.path().join("x".repeat(90));
        fs::create_dir(&long).unwrap();
        let work = WorkDir::new_in(&long).unwrap();
        assert!(work.path().starts_with(&long));
        assert!(fits_socket(work.sockets()));
        let (main, short) = (work.path().to_path_buf(), work.sockets().to_path_buf());
        assert!(main.is_dir() && short.is_dir() && main != short);
        drop(work);
        assert!(!main.exists() && !short.exists());
    }

    #[test]
    fn the_limit_is_exact() {
        let longest = SUN_PATH - SOCKET_NAME.len();
        assert!(fits_socket(Path::new(&"x".repeat(longest))));
        assert!(!fits_socket(Path::new(&"x".repeat(longest + 1))));
    }
}
