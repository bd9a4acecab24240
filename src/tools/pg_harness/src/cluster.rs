//! The database cluster of one test: how it is made, how its server is started.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Child, Stdio};

use crate::error::{self, Error, Result};
use crate::installation::Installation;
use crate::limits::Step;
use crate::process;

/// Options of `initdb`. No locale of the machine gets in.
const INITDB: &[&str] = &[
    "--username=postgres",
    "--auth=trust",
    "--encoding=UTF8",
    "--locale=C",
    "--no-sync",
];

/// Settings of every test server: small and fast, on nothing but a local socket.
/// JIT needs LLVM, which the trees lack; `mmap` keeps shared memory in files of
/// the cluster, so that a killed server leaves none in `/dev/shm`.
const SETTINGS: &[&str] = &[
    "listen_addresses=",
    "jit=off",
    "fsync=off",
    "full_page_writes=off",
    "synchronous_commit=off",
    "shared_buffers=16MB",
    "max_connections=20",
    "huge_pages=off",
    "autovacuum=off",
    "dynamic_shared_memory_type=mmap",
];

/// The cluster's folder.
pub fn data_dir(installation: &Installation) -> PathBuf {
    installation.data.join("data")
}

/// The file with all that the server writes.
pub fn log_file(installation: &Installation) -> PathBuf {
    installation.data.join("server.log")
}

/// Makes the cluster where none is kept; `conf` are lines for its configuration, which outdo
/// [`SETTINGS`].
pub fn init(installation: &Installation, conf: &[String]) -> Result<()> {
    let data = data_dir(installation);
    if data.exists() {
        return check_kept(&data, installation.spec.major);
    }
    // What an interrupted initdb leaves is no cluster.
    let unfinished = data.with_extension("unfinished");
    let _none_at_first = fs::remove_dir_all(&unfinished);
    let mut command = installation.program("initdb");
    command.args(INITDB).arg("--pgdata").arg(&unfinished);
    let limit = installation.limits.of(Step::InitDb);
    process::run("initdb", command, None, limit)?.success()?;
    // Read after postgresql.conf; the last line about a setting counts.
    let path = unfinished.join("postgresql.auto.conf");
    fs::write(&path, configuration(conf)).map_err(error::file("write", &path))?;
    fs::rename(&unfinished, &data).map_err(error::file("rename", &unfinished))
}

/// Fails where a cluster is another PostgreSQL's.
fn check_kept(data: &Path, major: u32) -> Result<()> {
    let path = data.join("PG_VERSION");
    let kept = fs::read_to_string(&path).map_err(error::file("read", &path))?;
    let kept = kept.trim();
    if kept == major.to_string() {
        return Ok(());
    }
    Err(Error::Kept {
        data: data.into(),
        kept: kept.into(),
        major,
    })
}

fn configuration(conf: &[String]) -> String {
    let own = SETTINGS.iter().filter_map(|s| s.split_once('='));
    let own = own.map(|(name, value)| format!("{name} = '{value}'\n"));
    let given = conf.iter().map(|line| format!("{line}\n"));
    own.chain(given).collect()
}

/// Starts the server with the settings of a test; does not wait for it.
pub fn launch(installation: &Installation, settings: &[String]) -> Result<Child> {
    let path = log_file(installation);
    let log = File::create(&path).map_err(error::file("write", &path))?;
    let again = log.try_clone().map_err(error::file("write", &path))?;
    let mut command = installation.program("postgres");
    command.arg("-D").arg(data_dir(installation));
    let sockets = installation.work.sockets().display();
    command.args(["-c", &format!("unix_socket_directories={sockets}")]);
    for setting in settings {
        command.args(["-c", setting]);
    }
    command.stdin(Stdio::null());
    command.stdout(log).stderr(again);
    process::spawn("the server", &mut command)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cluster_of_another_major_is_refused() {
        let data = tempfile::tempdir().unwrap();
        fs::write(data.path().join("PG_VERSION"), "15\n").unwrap();
        assert!(check_kept(data.path(), 15).is_ok());
        let text = check_kept(data.path(), 17).unwrap_err().to_string();
        assert!(
            text.ends_with(
                " is of PostgreSQL 15, and this server is 17.\n\
                 To mend it: name another folder, or run the target of PostgreSQL 15"
            ),
            "{text}"
        );
    }

    #[test]
    fn a_given_line_comes_last() {
        let text = configuration(&["jit = on # why".into(), "work_mem = '1MB'".into()]);
        assert!(text.starts_with("listen_addresses = ''\njit = 'off'\n"));
        assert!(text.ends_with("\njit = on # why\nwork_mem = '1MB'\n"));
    }
}
