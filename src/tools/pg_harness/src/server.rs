//! A running server: made, started, waited for, and always stopped.

use std::fs;
use std::process::Child;
use std::time::{Duration, Instant};

use rustix::process::{kill_process, Pid, Signal};

use crate::cleanup;
use crate::cluster;
use crate::error::{Error, Result};
use crate::illegal;
use crate::installation::{Extras, Installation};
use crate::limits::Step;
use crate::process;
use crate::spec::ServerSpec;

/// Line of `postmaster.pid` that tells the state (`LOCK_FILE_LINE_PM_STATUS`).
const STATUS_LINE: usize = 8;

/// How the postmaster reports a session that crashed.
const CRASHED: [&str; 2] = ["was terminated by signal", "exited with exit code"];
/// How long that may take.
const REPORTING: Duration = Duration::from_secs(5);

/// A running server. Dropping it stops it, at once unless its data is kept, and removes its files.
#[derive(Debug)]
pub struct Server {
    child: Child,
    /// The programs and folders of the server.
    pub installation: Installation,
    /// How long making the cluster and starting the server took.
    pub durations: [Duration; 2],
}

impl Server {
    /// Makes a cluster and starts a server in it; returns when it is ready.
    ///
    /// The server ends with the *thread* that called this, at the latest.
    ///
    /// # Errors
    /// Where a step fails or takes too long; with the server's log.
    pub fn start(spec: ServerSpec, extras: &Extras) -> Result<Server> {
        let installation = Installation::prepare(spec, &extras.extensions)?;
        Server::start_in(installation, &extras.settings, &[])
    }

    /// The same in an installation; `conf` are lines of postgresql.conf, which `settings` outdo.
    ///
    /// # Errors
    /// As [`Server::start`].
    pub fn start_in(
        installation: Installation,
        settings: &[String],
        conf: &[String],
    ) -> Result<Server> {
        let begin = Instant::now();
        cluster::init(&installation, conf)?;
        let made = begin.elapsed();
        let child = cluster::launch(&installation, settings)?;
        cleanup::add_server(Pid::from_child(&child), installation.end);
        let mut server = Server {
            child,
            installation,
            durations: [made, Duration::ZERO],
        };
        server.wait_until_ready()?;
        server.durations[1] = begin.elapsed() - made;
        Ok(server)
    }

    /// The postmaster's process id.
    pub fn pid(&self) -> Pid {
        Pid::from_child(&self.child)
    }

    /// All that the server has logged so far.
    pub fn log(&self) -> String {
        let log = fs::read(cluster::log_file(&self.installation)).unwrap_or_default();
        String::from_utf8_lossy(&log).into_owned()
    }

    /// What it has logged since its log was `since` bytes long, with a moment for the postmaster to
    /// notice that a session crashed: psql sees that earlier.
    pub fn log_of_crash(&self, since: usize) -> String {
        let begin = Instant::now();
        loop {
            let log = self.log();
            let new = log.get(since..).unwrap_or_default();
            if CRASHED.iter().any(|line| new.contains(line)) || begin.elapsed() >= REPORTING {
                return new.to_owned();
            }
            std::thread::sleep(process::POLL);
        }
    }

    fn wait_until_ready(&mut self) -> Result<()> {
        let start = Instant::now();
        let limit = self.installation.limits.of(Step::StartStop);
        let pid_file = cluster::data_dir(&self.installation).join("postmaster.pid");
        let pid = self.pid().as_raw_nonzero().get();
        loop {
            if let Some(status) = process::wait(&mut self.child, Duration::ZERO) {
                return Err(self.not_ready(format!("ended at its start ({status})")));
            }
            if fs::read_to_string(&pid_file).is_ok_and(|text| is_ready(&text, pid)) {
                return Ok(());
            }
            if start.elapsed() >= limit {
                return Err(self.not_ready(format!("was not ready within {limit:?}")));
            }
            std::thread::sleep(process::POLL);
        }
    }

    fn not_ready(&self, reason: String) -> Error {
        let mut log = self.log();
        if let Some(why) = illegal::explain(&format!("{reason}\n{log}"), &self.installation.spec) {
            log = format!("{log}{why}\n");
        }
        Error::NotReady { reason, log }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let pid = self.pid();
        let end = self.installation.end;
        let _already_gone = kill_process(pid, end);
        let grace = match end {
            Signal::QUIT => Duration::from_secs(10),
            _ => self.installation.limits.of(Step::StartStop),
        };
        if process::wait(&mut self.child, grace).is_none() {
            eprintln!("warning: the server did not stop within {grace:?} and was killed");
            process::kill_tree(&mut self.child);
        }
        cleanup::forget_server(pid);
    }
}

/// Whether the text of a `postmaster.pid` is of this server, and says that connections are taken.
/// Where data is kept, another server may have the folder.
fn is_ready(pid_file: &str, pid: i32) -> bool {
    let line = |number: usize| pid_file.lines().nth(number - 1).map(str::trim);
    line(1) == Some(&pid.to_string()) && line(STATUS_LINE) == Some("ready")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_eighth_line_tells_readiness() {
        let file = |status: &str| format!("1\n/d\n2\n5432\n/s\n\n3 4\n{status}\n");
        assert!(is_ready(&file("ready   "), 1));
        assert!(!is_ready(&file("starting"), 1));
        assert!(!is_ready("1\nready\n", 1));
    }

    #[test]
    fn the_first_line_tells_whose_it_is() {
        let of_another = "11\n/d\n2\n5432\n/s\n\n3 4\nready   \n";
        assert!(!is_ready(of_another, 1));
    }
}
