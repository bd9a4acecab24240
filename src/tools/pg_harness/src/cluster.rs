//! The database cluster of one test: how it is made, how its server is started.

use std::fs::{self, File};
use std::path::PathBuf;
use std::process::{Child, Stdio};

use crate::error::{self, Result};
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
    installation.work.path().join("data")
}

/// The file with all that the server writes.
pub fn log_file(installation: &Installation) -> PathBuf {
    installation.work.path().join("server.log")
}

/// Makes the cluster; `conf` are lines for its configuration, which outdo [`SETTINGS`].
pub fn init(installation: &Installation, conf: &[String]) -> Result<()> {
    let mut command = installation.program("initdb");
    command
        .args(INITDB)
        .arg("--pgdata")
        .arg(data_dir(installation));
    let limit = installation.limits.of(Step::InitDb);
    process::run("initdb", command, None, limit)?.success()?;
    // Read after postgresql.conf; the last line about a setting counts.
    let path = data_dir(installation).join("postgresql.auto.conf");
    fs::write(&path, configuration(conf)).map_err(error::file("write", &path))
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
    fn a_given_line_comes_last() {
        let text = configuration(&["jit = on # why".into(), "work_mem = '1MB'".into()]);
        assert!(text.starts_with("listen_addresses = ''\njit = 'off'\n"));
        assert!(text.ends_with("\njit = on # why\nwork_mem = '1MB'\n"));
    }
}
