//! A program on a pseudo-terminal, which is its session's own: what is typed there as Ctrl-C, the
//! kernel makes a signal of.

use std::fs::File;
use std::io::{Read, Write};
use std::os::fd::{BorrowedFd, OwnedFd};
use std::os::unix::process::CommandExt;
use std::process::{Child, Command};
use std::sync::mpsc::{channel, Receiver};
use std::time::{Duration, Instant};

use rustix::process::{ioctl_tiocsctty, setsid};
use rustix::pty::{ioctl_tiocgptpeer, openpt, unlockpt, OpenptFlags};

/// How long anything may take on a busy machine, even where it is emulated.
const LIMIT: Duration = Duration::from_secs(240);
/// How long what was typed may take to have an effect, before it is typed again.
const PATIENCE: Duration = Duration::from_secs(2);

/// The terminal, and the program on it.
pub struct Terminal {
    keyboard: File,
    screen: Receiver<Vec<u8>>,
    /// What has been shown and not been waited for yet.
    shown: String,
    program: Child,
}

impl Terminal {
    /// Starts a program in a session of its own.
    pub fn start(command: &mut Command) -> Terminal {
        let flags = OpenptFlags::RDWR | OpenptFlags::NOCTTY | OpenptFlags::CLOEXEC;
        let ours = openpt(flags).expect("a pseudo-terminal");
        unlockpt(&ours).expect("a pseudo-terminal");
        let its = ioctl_tiocgptpeer(&ours, flags).expect("its other end");
        let copy = |fd: &OwnedFd| fd.try_clone().expect("a file");
        command.stdin(copy(&its)).stdout(copy(&its));
        command.stderr(copy(&its)).env("TERM", "dumb");
        // It has no lines, and each result too many.
        command.env("PAGER", "");
        // SAFETY: it is open whenever this is used.
        let input = unsafe { BorrowedFd::borrow_raw(0) };
        let session = move || {
            setsid()?;
            ioctl_tiocsctty(input)?;
            Ok(())
        };
        // SAFETY: between fork and exec `session` makes two system calls.
        unsafe { command.pre_exec(session) };
        let program = command.spawn().expect("the program");
        let mut reader = File::from(copy(&ours));
        let (send, screen) = channel();
        std::thread::spawn(move || {
            let mut bytes = [0; 4096];
            // An error where the program has gone.
            while let Ok(count @ 1..) = reader.read(&mut bytes) {
                if send.send(bytes[..count].to_vec()).is_err() {
                    break;
                }
            }
        });
        Terminal {
            keyboard: File::from(ours),
            screen,
            shown: String::new(),
            program,
        }
    }

    /// Types something.
    pub fn write(&mut self, keys: &str) {
        self.keyboard.write_all(keys.as_bytes()).expect("keys");
    }

    /// Waits until a text is shown, after what was waited for before.
    pub fn wait_for(&mut self, text: &str) {
        assert!(self.shows(text, LIMIT), "no {text:?} in:\n{}", self.shown);
    }

    /// Types something, again and again, until a text is shown.
    pub fn write_until(&mut self, keys: &str, text: &str) {
        let start = Instant::now();
        loop {
            self.write(keys);
            if self.shows(text, PATIENCE) {
                return;
            }
            let ended = self.program.try_wait().expect("its state");
            let late = start.elapsed() > LIMIT || ended.is_some();
            let shown = &self.shown;
            assert!(!late, "{ended:?}, no {text:?} in:\n{shown}");
        }
    }

    fn shows(&mut self, text: &str, limit: Duration) -> bool {
        let start = Instant::now();
        loop {
            if let Some(at) = self.shown.find(text) {
                self.shown.drain(..at + text.len());
                return true;
            }
            let left = limit.saturating_sub(start.elapsed());
            match self.screen.recv_timeout(left) {
                Ok(bytes) => self.shown += &String::from_utf8_lossy(&bytes),
                Err(_) => return false,
            }
        }
    }

    /// Waits for the program's end.
    pub fn exit_code(&mut self) -> Option<i32> {
        self.program.wait().expect("an end").code()
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        let _already_gone = self.program.kill();
        let _already_waited = self.program.wait();
    }
}
