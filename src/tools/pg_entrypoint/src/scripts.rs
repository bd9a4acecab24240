//! The initialisation scripts that users put into the image or mount.

use std::fs;
use std::io;
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};

use rustix::fs::{access, Access};

use crate::error::{file, Error, Result};

/// Where they are, as in the official image.
pub const FOLDER: &str = "/docker-entrypoint-initdb.d";

/// One script.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Script {
    /// The file.
    pub path: PathBuf,
    /// What is done with it.
    pub kind: Kind,
}

/// What is done with a script.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// An executable `.sh`: started, by the interpreter of its first line.
    Program,
    /// Another `.sh`: read by `/bin/sh`, up to the first error.
    Shell,
    /// `.sql`: read by `psql`, up to the first error.
    Sql,
    /// `.sql.gz`: the same, unpacked.
    SqlGz,
    /// Anything else: ignored, and told so.
    Other,
}

/// All files in `folder` in the order of their names, byte by byte; none where there is
/// no folder.
///
/// # Errors
/// Where it cannot be read, or a script would have to be unpacked by a means that is
/// not there: leaving it out would make another database than was asked for.
pub fn list(folder: &Path) -> Result<Vec<Script>> {
    let mut paths = match fs::read_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        entries => entries
            .and_then(|list| {
                list.map(|entry| Ok(entry?.path()))
                    .collect::<io::Result<Vec<_>>>()
            })
            .map_err(file("list", folder))?,
    };
    paths.sort();
    paths
        .into_iter()
        .filter(|path| !path.is_dir())
        .map(script)
        .collect()
}

fn script(path: PathBuf) -> Result<Script> {
    let name = path.file_name().unwrap_or_default().as_bytes();
    let kind = match name {
        _ if name.ends_with(b".sh") && access(&path, Access::EXEC_OK).is_ok() => Kind::Program,
        _ if name.ends_with(b".sh") => Kind::Shell,
        _ if name.ends_with(b".sql") => Kind::Sql,
        _ if name.ends_with(b".sql.gz") => Kind::SqlGz,
        _ if name.ends_with(b".sql.xz") || name.ends_with(b".sql.zst") => {
            return Err(Error::UnknownScript { path });
        }
        _ => Kind::Other,
    };
    Ok(Script { path, kind })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::fs::PermissionsExt;

    #[test]
    fn names_decide_order_and_kind() {
        let dir = tempfile::tempdir().unwrap();
        for name in ["b.sql", "a.sh", "10.sql.gz", "9.sh", "README", "B.sql"] {
            fs::write(dir.path().join(name), "").unwrap();
        }
        fs::create_dir(dir.path().join("0.sql")).unwrap();
        let executable = fs::Permissions::from_mode(0o755);
        fs::set_permissions(dir.path().join("a.sh"), executable).unwrap();
        let found: Vec<_> = list(dir.path()).unwrap();
        let shown: Vec<_> = found
            .iter()
            .map(|s| (s.path.file_name().unwrap().to_str().unwrap(), s.kind))
            .collect();
        let expected = [
            ("10.sql.gz", Kind::SqlGz),
            ("9.sh", Kind::Shell),
            ("B.sql", Kind::Sql),
            ("README", Kind::Other),
            ("a.sh", Kind::Program),
            ("b.sql", Kind::Sql),
        ];
        assert_eq!(shown, expected);
    }

    #[test]
    fn no_folder_is_no_script() {
        assert_eq!(list(Path::new("/nowhere")).unwrap(), []);
    }

    #[test]
    fn what_cannot_be_unpacked_stops_all() {
        let dir = tempfile::tempdir().unwrap();
        fs::write(dir.path().join("x.sql.xz"), "").unwrap();
        let text = list(dir.path()).unwrap_err().to_string();
        assert!(
            text.contains("x.sql.xz is compressed in a way that cannot be"),
            "{text}"
        );
    }
}
