//! The server of the initialisation: reached by its Unix socket alone.

use std::ffi::OsString;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use rustix::process::{kill_process, Pid, Signal};
use signal_hook::consts::{SIGINT, SIGQUIT};

use crate::error::{Error, Result};
use crate::pidfile::PidFile;
use crate::request::SERVER;
use crate::supervisor::Supervisor;

/// How long start and stop may each take, in seconds, unless `PGCTLTIMEOUT` says
/// otherwise; the default of `pg_ctl`.
const TIMEOUT: u64 = 60;
/// How often `postmaster.pid` is looked at.
const POLL: Duration = Duration::from_millis(20);

/// A running server.
pub struct Server {
    child: Child,
    /// The folder of its socket.
    pub sockets: PathBuf,
    /// Its port, which is part of the socket's name.
    pub port: u16,
}

impl Server {
    /// Starts the server with the arguments it will have later, but without network;
    /// returns when it is ready.
    ///
    /// # Errors
    /// Where it ends, takes too long or has no socket; it has ended then.
    pub fn start(
        supervisor: &mut Supervisor,
        pgdata: &Path,
        arguments: &[OsString],
    ) -> Result<Server> {
        let mut command = Command::new(SERVER);
        command.args(arguments).args(["-c", "listen_addresses="]);
        command.env("PGDATA", pgdata).stdin(Stdio::null());
        // A group of its own: a terminal's Ctrl-C is for this program to pass on.
        command.process_group(0);
        let child = supervisor.start("the server", &mut command)?;
        let pid = Pid::from_child(&child);
        match wait_until_ready(supervisor, pid, pgdata) {
            Ok((sockets, port)) => Ok(Server {
                child,
                sockets,
                port,
            }),
            Err(error) => {
                if matches!(error, Error::ServerLate { .. } | Error::NoSocket) {
                    supervisor.end(pid, SIGINT);
                }
                Err(error)
            }
        }
    }

    /// Stops it by a fast shutdown.
    ///
    /// # Errors
    /// Where it fails or takes too long.
    pub fn stop(self, supervisor: &mut Supervisor) -> Result<()> {
        let pid = Pid::from_child(&self.child);
        let _already_gone = kill_process(pid, Signal::INT);
        let limit = timeout();
        match supervisor.wait_for(pid, Some(limit))? {
            Some(status) if status.success() => Ok(()),
            Some(status) => Err(Error::Failed {
                what: "stopping the server".into(),
                status: status.to_string(),
            }),
            None => {
                supervisor.end(pid, SIGQUIT);
                Err(late("stop", limit))
            }
        }
    }
}

fn wait_until_ready(
    supervisor: &mut Supervisor,
    pid: Pid,
    pgdata: &Path,
) -> Result<(PathBuf, u16)> {
    let limit = timeout();
    let start = Instant::now();
    while start.elapsed() < limit {
        if let Some(status) = supervisor.wait_for(pid, Some(POLL))? {
            let status = status.to_string();
            return Err(Error::ServerEnded { status });
        }
        if let Some(file) = PidFile::read(pgdata).filter(PidFile::is_ready) {
            let sockets = file.sockets.ok_or(Error::NoSocket)?;
            return Ok((sockets, file.port));
        }
    }
    Err(late("start", limit))
}

fn late(verb: &'static str, limit: Duration) -> Error {
    Error::ServerLate {
        verb,
        seconds: limit.as_secs(),
    }
}

fn timeout() -> Duration {
    let given = std::env::var("PGCTLTIMEOUT").ok();
    Duration::from_secs(given.and_then(|text| text.parse().ok()).unwrap_or(TIMEOUT))
}
