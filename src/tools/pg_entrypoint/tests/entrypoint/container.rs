//! One container: its process, its end.

use std::process::{Child, Command};
use std::time::{Duration, Instant};

use pg_entrypoint::datadir::MARKER;
use pg_entrypoint::pidfile::PidFile;
use pg_harness::process::{kill_tree, spawn, wait};
use rustix::process::{kill_process, Pid, Signal};

use crate::image::Image;
use crate::process::{children, until, LIMIT, POLL};

/// A running container.
pub struct Container<'a> {
    image: &'a Image,
    child: Child,
}

impl<'a> Container<'a> {
    /// Starts what makes the container, see tests/container.rs.
    pub fn start(image: &'a Image, command: &mut Command) -> Container<'a> {
        let child = spawn("the container", command).unwrap();
        Container { image, child }
    }

    /// Waits until users are let in.
    pub fn wait_until_ready(&mut self) {
        let pgdata = self.image.pgdata();
        let start = Instant::now();
        loop {
            let ready = PidFile::read(&pgdata).is_some_and(|file| file.is_ready());
            if ready && !pgdata.join(MARKER).exists() {
                return;
            }
            let ended = self.child.try_wait().unwrap();
            let late = start.elapsed() > LIMIT;
            assert!(ended.is_none() && !late, "{ended:?}\n{}", self.image.log());
            std::thread::sleep(POLL);
        }
    }

    /// The entry point's process, seen from outside.
    pub fn pid(&self) -> Pid {
        let parent = self.child.id().to_string();
        until("the entry point", || children(&parent).into_iter().next())
    }

    pub fn kill(&self, signal: Signal) {
        kill_process(self.pid(), signal).unwrap();
    }

    /// Waits for the end; returns the exit status.
    pub fn wait(&mut self) -> i32 {
        let status = wait(&mut self.child, LIMIT);
        let status = status.unwrap_or_else(|| panic!("no end:\n{}", self.image.log()));
        status.code().expect("container catches signals")
    }

    /// Sends a signal; returns the exit status and how long the end took.
    pub fn stop(mut self, signal: Signal) -> (i32, Duration) {
        let start = Instant::now();
        self.kill(signal);
        (self.wait(), start.elapsed())
    }

    /// Ends all of it at once, as a power failure would.
    pub fn destroy(mut self) {
        self.kill(Signal::KILL);
        self.wait();
    }
}

impl Drop for Container<'_> {
    fn drop(&mut self) {
        kill_tree(&mut self.child);
    }
}
