//! A process that cannot outlive this one, with a time limit and its output kept.

use std::fs::File;
use std::io::{Read, Seek};
use std::os::unix::process::{CommandExt, ExitStatusExt};
use std::path::Path;
use std::process::{Child, Command, ExitCode, ExitStatus, Stdio};
use std::time::{Duration, Instant};

use rustix::process::{getpid, getppid, set_parent_process_death_signal, Pid, Signal};

use crate::cleanup;
use crate::error::{self, Error, Result};
use crate::isolation::Isolation;
use crate::reaper;

/// How often a running process is looked at.
pub const POLL: Duration = Duration::from_millis(5);

/// How a process ended and what it wrote, standard output and error in one.
#[derive(Debug)]
pub struct Output {
    pub what: String,
    pub status: ExitStatus,
    pub bytes: Vec<u8>,
}

impl Output {
    /// The bytes, or an error where the process failed.
    pub fn success(self) -> Result<Vec<u8>> {
        if self.status.success() {
            return Ok(self.bytes);
        }
        Err(Error::Failed {
            what: self.what,
            status: self.status.to_string(),
            output: String::from_utf8_lossy(&self.bytes).into_owned(),
        })
    }
}

/// Makes `command` enter `isolation`, form its own process group (so that a
/// terminal's Ctrl-C is for this process alone to pass on) and get `signal`
/// when this process, or the thread that starts it, ends.
pub fn tie(command: &mut Command, isolation: &Isolation, signal: Signal) {
    let isolation = isolation.clone();
    let parent = getpid();
    command.process_group(0);
    let prepare = move || {
        isolation.enter()?;
        // Afterwards, since a change of user clears it.
        set_parent_process_death_signal(Some(signal))?;
        match getppid() {
            Some(now) if now == parent => Ok(()),
            _ => Err(rustix::io::Errno::SRCH.into()),
        }
    };
    // SAFETY: between fork and exec `prepare` makes system calls only; it
    // allocates nothing, takes no lock and starts no thread.
    unsafe { command.pre_exec(prepare) };
}

/// Runs `command` to its end, its standard input from `stdin` or empty. Kills it
/// and all its descendants when `limit` is over.
pub fn run(
    what: &str,
    mut command: Command,
    stdin: Option<&Path>,
    limit: Duration,
) -> Result<Output> {
    let output = tempfile::tempfile().map_err(error::file("make", "a temporary file"))?;
    let stdin = match stdin {
        Some(path) => File::open(path).map_err(error::file("read", path))?.into(),
        None => Stdio::null(),
    };
    command
        .stdin(stdin)
        .stdout(clone(&output)?)
        .stderr(clone(&output)?);
    let mut child = spawn(what, &mut command)?;
    let ended = wait(&mut child, limit);
    if ended.is_none() {
        kill_tree(&mut child);
    }
    let bytes = contents(output)?;
    match ended {
        Some(status) => Ok(Output {
            what: what.into(),
            status,
            bytes,
        }),
        None => Err(Error::TimedOut {
            what: what.into(),
            limit,
            output: String::from_utf8_lossy(&bytes).into_owned(),
        }),
    }
}

/// Starts `command`; `what` is for the error.
pub fn spawn(what: &str, command: &mut Command) -> Result<Child> {
    command.spawn().map_err(|source| Error::Start {
        what: what.into(),
        program: command.get_program().into(),
        source,
    })
}

/// Waits for the end of `child`; `None` where `limit` is over before.
pub fn wait(child: &mut Child, limit: Duration) -> Option<ExitStatus> {
    let start = Instant::now();
    loop {
        if let Ok(Some(status)) = child.try_wait() {
            cleanup::hold_if_ending();
            return Some(status);
        }
        if start.elapsed() >= limit {
            return None;
        }
        std::thread::sleep(POLL);
    }
}

/// The exit code that a shell would show: 128 and the number of a signal that ended it.
pub fn exit_code(status: ExitStatus) -> ExitCode {
    let code = status.code().or(status.signal().map(|signal| 128 + signal));
    ExitCode::from(code.and_then(|code| u8::try_from(code).ok()).unwrap_or(1))
}

/// Kills `child` and everything below it.
pub fn kill_tree(child: &mut Child) {
    reaper::kill_descendants(Pid::from_child(child), Duration::from_secs(5));
    let _already_gone = child.kill();
    let _already_waited = child.wait();
}

fn clone(file: &File) -> Result<File> {
    file.try_clone()
        .map_err(error::file("use", "a temporary file"))
}

fn contents(mut file: File) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    file.rewind()
        .and_then(|()| file.read_to_end(&mut bytes))
        .map_err(error::file("read", "a temporary file"))?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shell(script: &str) -> Command {
        let mut command = Command::new("/bin/sh");
        command.args(["-c", script]);
        tie(&mut command, &Isolation::Direct, Signal::KILL);
        command
    }

    #[test]
    fn both_streams_are_kept_in_order() {
        let limit = Duration::from_secs(10);
        let output = run("x", shell("echo a; echo b >&2; echo c"), None, limit).unwrap();
        assert_eq!(output.success().unwrap(), b"a\nb\nc\n");
    }

    #[test]
    fn a_failure_tells_what_was_written() {
        let limit = Duration::from_secs(10);
        let output = run("the thing", shell("echo why; exit 3"), None, limit).unwrap();
        let text = output.success().unwrap_err().to_string();
        assert_eq!(
            text,
            "the thing failed (exit status: 3); its output:\nwhy\n"
        );
    }

    #[test]
    fn a_late_process_dies_with_its_children() {
        let limit = Duration::from_millis(300);
        let late = shell("echo begun; sleep 654 & sleep 654");
        let text = run("x", late, None, limit).unwrap_err().to_string();
        assert!(
            text.contains("did not end within 300ms") && text.contains("begun"),
            "{text}"
        );
        let left = reaper::descendants(getpid());
        let sleeping = |p: &Pid| {
            let line = std::fs::read_to_string(format!("/proc/{p}/cmdline"));
            line.is_ok_and(|l| l.contains("654"))
        };
        assert!(!left.iter().any(sleeping));
    }
}
