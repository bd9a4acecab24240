//! What must be undone when a test ends early, and the signals that end it.
//!
//! Three nets, one below the other: values undo their work when dropped (this
//! covers panics); a signal ends every process and removes every folder listed
//! here; and where this process is killed outright, the kernel tells the server
//! (parent death signal, see [`crate::process`]).

use std::fmt::Display;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use rustix::process::{getpid, kill_process, set_child_subreaper, Pid, Signal};
use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
use signal_hook::iterator::Signals;

use crate::error::Error;
use crate::reaper;

/// How long servers may take to remove their shared memory once a signal came.
/// Bazel waits 15 seconds between SIGTERM and SIGKILL, by default.
const QUIT_GRACE: Duration = Duration::from_secs(3);
/// How long they may take that are told to end in order: what they hold goes to the disk.
const ORDER_GRACE: Duration = Duration::from_secs(60);
/// How long killed processes may take to be gone.
const KILL_GRACE: Duration = Duration::from_secs(5);

struct Pending {
    servers: Vec<(Pid, Signal)>,
    folders: Vec<PathBuf>,
}

static PENDING: Mutex<Pending> = Mutex::new(Pending {
    servers: Vec::new(),
    folders: Vec::new(),
});

/// Set once a signal came, and never reset.
static ENDING: AtomicBool = AtomicBool::new(false);

/// Whether SIGINT is for another process of the terminal, and no end of this one.
static INTERRUPTS_LEFT: AtomicBool = AtomicBool::new(false);

/// From now on a terminal's Ctrl-C is for the client that shares the terminal with this process.
pub fn leave_interrupts() {
    INTERRUPTS_LEFT.store(true, Ordering::SeqCst);
}

/// Never returns once a signal came: the thread that ends this process does the
/// rest, and what it killed must not be reported as a failed test meanwhile.
pub fn hold_if_ending() {
    while ENDING.load(Ordering::SeqCst) {
        std::thread::park();
    }
}

fn pending() -> MutexGuard<'static, Pending> {
    PENDING.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Notes a running server, to be told to end by `signal`.
pub(crate) fn add_server(pid: Pid, signal: Signal) {
    pending().servers.push((pid, signal));
}

/// Forgets a server that has ended.
pub(crate) fn forget_server(pid: Pid) {
    pending().servers.retain(|(p, _)| *p != pid);
}

/// Notes a folder, to be removed.
pub fn add_folder(path: &Path) {
    pending().folders.push(path.to_path_buf());
}

/// Forgets a folder that has been removed.
pub fn forget_folder(path: &Path) {
    pending().folders.retain(|p| p != path);
}

/// Makes SIGTERM, SIGINT and SIGHUP end everything that was started here. Orphaned descendants
/// become children of this process, so that they are found.
///
/// # Errors
/// Where the handlers cannot be installed.
fn install() -> std::io::Result<()> {
    set_child_subreaper(Some(getpid()))?;
    let mut signals = Signals::new([SIGTERM, SIGINT, SIGHUP])?;
    std::thread::spawn(move || {
        let left = |signal| signal == SIGINT && INTERRUPTS_LEFT.load(Ordering::SeqCst);
        if let Some(signal) = signals.forever().find(|signal| !left(*signal)) {
            ENDING.store(true, Ordering::SeqCst);
            eprintln!("signal {signal}: ending all processes");
            end_all();
            std::process::exit(128 + signal);
        }
    });
    Ok(())
}

/// Ends whatever may still run, orphans too.
fn finish() {
    reaper::kill_descendants(getpid(), KILL_GRACE);
}

/// A program's work, with nothing left behind however it ends. An error is said on standard
/// error, after `name`, and gives the exit code `failure`.
pub fn guard<E: From<Error> + Display>(
    name: &str,
    failure: u8,
    work: impl FnOnce() -> std::result::Result<ExitCode, E>,
) -> ExitCode {
    let installed = install().map_err(|error| Error::Input(error.to_string()).into());
    let done = installed.and_then(|()| work());
    hold_if_ending();
    finish();
    done.unwrap_or_else(|error| {
        eprintln!("{name}: {error}");
        ExitCode::from(failure)
    })
}

/// Ends all processes and removes all folders.
fn end_all() {
    let (servers, folders) = {
        let mut pending = pending();
        (
            std::mem::take(&mut pending.servers),
            std::mem::take(&mut pending.folders),
        )
    };
    for (server, signal) in &servers {
        let _already_gone = kill_process(*server, *signal);
    }
    let at_once = servers.iter().all(|(_, signal)| *signal == Signal::QUIT);
    let grace = if at_once { QUIT_GRACE } else { ORDER_GRACE };
    let start = Instant::now();
    while start.elapsed() < grace && servers.iter().any(|(s, _)| living(*s)) {
        std::thread::sleep(Duration::from_millis(10));
    }
    reaper::kill_descendants(getpid(), KILL_GRACE);
    for folder in folders {
        let _best_effort = std::fs::remove_dir_all(folder);
    }
}

fn living(pid: Pid) -> bool {
    reaper::descendants(getpid()).contains(&pid)
}
