//! `postmaster.pid`: where a running server can be reached, and whether it is ready.

use std::path::{Path, PathBuf};

/// Its name in the data folder.
const NAME: &str = "postmaster.pid";

/// The lines that matter here (`LOCK_FILE_LINE_*` in PostgreSQL's `pidfile.h`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PidFile {
    /// Line 1: the postmaster's process id; negative for a standalone server.
    pub pid: i32,
    /// Line 4: the port, also part of the socket's name.
    pub port: u16,
    /// Line 5: the first folder with a socket; `None` where there is no socket.
    pub sockets: Option<PathBuf>,
    /// Line 6: the first address listened at, `*` for all.
    pub address: Option<String>,
    /// Line 8: `ready`, `standby`, `starting`, `stopping`.
    pub status: String,
}

impl PidFile {
    /// Reads the file of a data folder; `None` where it is not there or not complete yet.
    pub fn read(pgdata: &Path) -> Option<PidFile> {
        PidFile::parse(&std::fs::read_to_string(pgdata.join(NAME)).ok()?)
    }

    fn parse(text: &str) -> Option<PidFile> {
        let lines: Vec<_> = text.lines().map(str::trim_end).collect();
        let given = |line: &str| Some(line.to_owned()).filter(|line| !line.is_empty());
        Some(PidFile {
            pid: lines.first()?.parse().ok()?,
            port: lines.get(3)?.parse().ok()?,
            sockets: given(lines.get(4)?).map(PathBuf::from),
            address: given(lines.get(5)?),
            status: given(lines.get(7)?)?,
        })
    }

    /// The socket.
    pub fn socket(&self) -> Option<PathBuf> {
        let sockets = self.sockets.as_ref()?;
        Some(sockets.join(format!(".s.PGSQL.{}", self.port)))
    }

    /// Whether connections are taken.
    pub fn is_ready(&self) -> bool {
        self.status == "ready"
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_have_their_meaning_by_number() {
        let text = "7\n/d\n1600000000\n5433\n/run/pg\n*\n  12345  6\nready   \n";
        let file = PidFile::parse(text).unwrap();
        assert_eq!(file.socket().unwrap(), Path::new("/run/pg/.s.PGSQL.5433"));
        assert_eq!((file.pid, file.address.as_deref()), (7, Some("*")));
        assert!(file.is_ready());
        let starting = PidFile::parse(&text.replace("ready   ", "starting")).unwrap();
        assert!(!starting.is_ready());
        let bare = PidFile::parse(&text.replace("/run/pg\n*", "\n")).unwrap();
        assert_eq!((bare.socket(), bare.address), (None, None));
    }

    #[test]
    fn an_incomplete_file_is_none() {
        assert_eq!(PidFile::parse("7\n/d\n1600000000\n5433\n"), None);
        assert_eq!(PidFile::parse(""), None);
    }
}
