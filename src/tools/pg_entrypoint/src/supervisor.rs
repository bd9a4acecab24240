//! The duties of process 1: children that end are reaped, whoever started them;
//! signals are passed on; nothing is left running.

use std::collections::HashMap;
use std::io;
use std::os::unix::process::{CommandExt, ExitStatusExt};
use std::process::{Child, Command, ExitStatus};
use std::sync::mpsc::{channel, Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

use rustix::process::{
    getpid, kill_process, kill_process_group, set_child_subreaper, set_parent_process_death_signal,
    wait, Pid, Signal, WaitOptions,
};
use signal_hook::consts::{SIGCHLD, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGUSR1, SIGUSR2};
use signal_hook::iterator::Signals;

use crate::error::{Error, Result};

/// Signals that the server knows; each is passed on as it came. SIGTERM, SIGINT and
/// SIGQUIT are PostgreSQL's smart, fast and immediate shutdown.
const PASSED_ON: [i32; 6] = [SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGUSR1, SIGUSR2];
/// Those of them that end an initialisation.
const STOPPING: [i32; 3] = [SIGINT, SIGQUIT, SIGTERM];
/// How long a step of the initialisation may take to end once it was told to; Docker
/// waits 10 seconds in all.
const GRACE: Duration = Duration::from_secs(5);

/// Starts and ends processes; there is one per program.
pub struct Supervisor {
    signals: Receiver<i32>,
    ended: HashMap<Pid, ExitStatus>,
}

impl Supervisor {
    /// Takes over the signals. Where this is not process 1, orphaned descendants come
    /// to it nevertheless.
    ///
    /// # Errors
    /// Where the system refuses it.
    pub fn new() -> Result<Supervisor> {
        let refused = |source| Error::Start {
            what: "taking over signals".into(),
            program: "signal handler".into(),
            source,
        };
        set_child_subreaper(Some(getpid())).map_err(|e| refused(e.into()))?;
        let mut handled = Signals::new(PASSED_ON.iter().chain(&[SIGCHLD])).map_err(refused)?;
        let (sender, signals) = channel();
        std::thread::spawn(move || {
            for signal in handled.forever() {
                if sender.send(signal).is_err() {
                    return;
                }
            }
        });
        Ok(Supervisor {
            signals,
            ended: HashMap::new(),
        })
    }

    /// Starts a process; `what` is for errors. Its end is told by [`Supervisor::finish`]
    /// or [`Supervisor::serve`], never by the returned value's own functions.
    ///
    /// # Errors
    /// Where the program cannot be started.
    pub fn start(&mut self, what: &str, command: &mut Command) -> Result<Child> {
        let child = command.spawn().map_err(|source| Error::Start {
            what: what.into(),
            program: command.get_program().into(),
            source,
        })?;
        // An orphan may have had the number; it can't be reaped but below.
        self.ended.remove(&Pid::from_child(&child));
        Ok(child)
    }

    /// Waits for the end of a step of the initialisation.
    ///
    /// # Errors
    /// [`Error::Failed`]; [`Error::Stopped`], once the step has ended, where a signal
    /// asked for the end.
    pub fn finish(&mut self, what: &str, child: &Child) -> Result<()> {
        let pid = Pid::from_child(child);
        match self.wait_for(pid, None)? {
            Some(status) if status.success() => Ok(()),
            Some(status) => Err(Error::Failed {
                what: what.into(),
                status: status.to_string(),
            }),
            None => unreachable!("without a limit there is an end"),
        }
    }

    /// Waits until `pid` ends or the time is over.
    ///
    /// # Errors
    /// [`Error::Stopped`] where a signal asked for the end; `pid` has ended then.
    pub fn wait_for(&mut self, pid: Pid, limit: Option<Duration>) -> Result<Option<ExitStatus>> {
        let deadline = limit.map(|limit| Instant::now() + limit);
        loop {
            if let Some(status) = self.ended.remove(&pid) {
                return Ok(Some(status));
            }
            match self.next_signal(deadline) {
                None => return Ok(None),
                Some(signal) if STOPPING.contains(&signal) => {
                    self.end(pid, signal);
                    return Err(Error::Stopped { signal });
                }
                Some(_) => {}
            }
        }
    }

    /// Passes signals on to `pid` until it ends.
    pub fn serve(&mut self, pid: Pid) -> ExitStatus {
        loop {
            if let Some(status) = self.ended.remove(&pid) {
                return status;
            }
            // Orphans, of which there may be many in the life of a server.
            self.ended.clear();
            match self.next_signal(None) {
                Some(signal) if PASSED_ON.contains(&signal) => send(pid, signal),
                _ => {}
            }
        }
    }

    /// Ends a process, or the group that it leads: by `signal`, then by force.
    pub fn end(&mut self, pid: Pid, signal: i32) {
        send(pid, signal);
        let deadline = Instant::now() + GRACE;
        while !self.ended.contains_key(&pid) && Instant::now() < deadline {
            self.next_signal(Some(deadline));
        }
        if self.ended.remove(&pid).is_none() {
            send(pid, Signal::KILL.as_raw());
        }
    }

    /// The next signal that is not about children, or `None` when the time is over.
    /// Returns 0 where a child has ended.
    fn next_signal(&mut self, deadline: Option<Instant>) -> Option<i32> {
        let signal = match deadline {
            None => self
                .signals
                .recv()
                .map_err(|_| RecvTimeoutError::Disconnected),
            Some(at) => self
                .signals
                .recv_timeout(at.saturating_duration_since(Instant::now())),
        };
        match signal {
            Ok(SIGCHLD) => {
                self.reap();
                Some(0)
            }
            Ok(signal) => Some(signal),
            Err(_) => None,
        }
    }

    /// Takes note of all children that have ended. Signals of one kind that come at the
    /// same time are one signal, so there may be several.
    fn reap(&mut self) {
        while let Ok(Some((pid, status))) = wait(WaitOptions::NOHANG) {
            self.ended
                .insert(pid, ExitStatus::from_raw(status.as_raw()));
        }
    }
}

/// Sends a signal to a process, and to its group where it leads one.
fn send(pid: Pid, signal: i32) {
    if let Some(signal) = Signal::from_named_raw(signal) {
        let sent = kill_process_group(pid, signal);
        let _already_gone = sent.or_else(|_| kill_process(pid, signal));
    }
}

/// Makes `command` end with this process, by a fast shutdown, should this process be
/// killed. As process 1 it is never needed.
pub fn tie(command: &mut Command) {
    let parent = getpid();
    let prepare = move || {
        set_parent_process_death_signal(Some(Signal::INT))?;
        match rustix::process::getppid() {
            // 0 from the kernel, i.e. `None`: the parent is outside of the PID namespace.
            Some(now) if now == parent => Ok(()),
            _ => Err(io::Error::from(rustix::io::Errno::SRCH)),
        }
    };
    // SAFETY: between fork and exec `prepare` makes system calls only; it allocates
    // nothing and takes no lock.
    unsafe { command.pre_exec(prepare) };
}
