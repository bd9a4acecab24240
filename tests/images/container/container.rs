//! A running container.

use crate::image::Image;
use crate::tools::{file, program};
use rustix::process::{kill_process, Pid, Signal};
use std::fs::{self, File};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// How long a start may take; emulated, `initdb` alone takes half a minute.
const LIMIT: Duration = Duration::from_secs(400);
const POLL: Duration = Duration::from_millis(50);
/// What a new database's last server says, and any other's.
const READY: &str = "database system is ready to accept connections";

/// A container; it ends with the value.
pub struct Container<'a> {
    image: &'a Image,
    user: Option<&'a str>,
    process: Child,
}

impl<'a> Container<'a> {
    /// Starts the image's entry point with its own command and environment.
    pub fn start(image: &'a Image, variables: &[(&str, &str)]) -> Self {
        Self::start_as(None, image, variables)
    }

    /// The same as a user, `UID:GID`.
    pub fn start_as(user: Option<&'a str>, image: &'a Image, variables: &[(&str, &str)]) -> Self {
        let log = File::create(image.beside("log")).unwrap();
        let words = [image.words("Entrypoint"), image.words("Cmd")].concat();
        let mut command = inside(image, user, &words);
        command.envs(variables.iter().copied());
        command
            .stdin(Stdio::null())
            .stdout(log.try_clone().unwrap());
        let process = command.stderr(log).spawn().unwrap();
        Self {
            image,
            user,
            process,
        }
    }

    /// Waits until users are let in.
    pub fn wait_until_ready(&mut self) {
        // A server without a network makes the database; its socket is there, too.
        let ready = || {
            let path = pgdata(self.image).join("postmaster.pid");
            let text = fs::read_to_string(path).unwrap_or_default();
            let lines: Vec<_> = text.lines().map(str::trim).collect();
            lines.get(5) == Some(&"*") && lines.get(7) == Some(&"ready")
        };
        let begun = Instant::now();
        while !ready() {
            let ended = self.process.try_wait().unwrap();
            let late = begun.elapsed() > LIMIT;
            assert!(ended.is_none() && !late, "{ended:?}\n{}", self.log());
            std::thread::sleep(POLL);
        }
        assert!(self.log().contains(READY), "{}", self.log());
    }

    /// Waits for the end; the exit status.
    pub fn end(mut self) -> (i32, String) {
        let begun = Instant::now();
        loop {
            if let Some(status) = self.process.try_wait().unwrap() {
                return (status.code().unwrap(), self.log());
            }
            assert!(begun.elapsed() < LIMIT, "it does not end:\n{}", self.log());
            std::thread::sleep(POLL);
        }
    }

    /// Sends the image's stop signal to process 1, as an engine does, and waits.
    pub fn stop(self) -> (i32, String) {
        assert_eq!(self.image.config["StopSignal"], "SIGINT");
        let first = child(child_pid(&self.process));
        kill_process(Pid::from_raw(first).unwrap(), Signal::INT).unwrap();
        self.end()
    }

    /// All that it wrote.
    pub fn log(&self) -> String {
        fs::read_to_string(self.image.beside("log")).unwrap()
    }

    /// What the image's `psql` prints, by the socket.
    pub fn sql(&self, sql: &str) -> String {
        let psql = format!(
            "/usr/lib/postgresql/{}/bin/psql",
            variable(self.image, "PG_MAJOR")
        );
        let words = [&psql, "-X", "-A", "-t", "-v", "ON_ERROR_STOP=1"].map(String::from);
        let more = ["-U", "postgres", "-c", sql].map(String::from);
        let output = inside(self.image, self.user, &[&words[..], &more].concat())
            .output()
            .unwrap();
        let errors = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.success(), "{sql}: {errors}\n{}", self.log());
        String::from_utf8(output.stdout).unwrap().trim().to_owned()
    }
}

impl Drop for Container<'_> {
    fn drop(&mut self) {
        // Each process dies with its parent, and the namespaces with their first.
        let _ended = self.process.kill();
        let _ended = self.process.wait();
    }
}

/// Where the image's database is, seen from outside.
pub fn pgdata(image: &Image) -> PathBuf {
    image.root().join(&variable(image, "PGDATA")[1..])
}

/// A variable of the image.
fn variable(image: &Image, name: &str) -> String {
    let prefix = format!("{name}=");
    let variables = image.words("Env");
    let found = variables.iter().find_map(|word| word.strip_prefix(&prefix));
    found
        .unwrap_or_else(|| panic!("no {name} in {variables:?}"))
        .to_owned()
}

/// A program in the image's root, with the image's environment alone.
fn inside(image: &Image, user: Option<&str>, words: &[String]) -> Command {
    let mut command = program("IN_IMAGE");
    command.env_clear().arg(image.root());
    if std::env::var_os("EMULATOR").is_some() {
        command.arg("--emulator").arg(file("EMULATOR"));
    }
    command.args(user.map(|user| ["--user", user]).into_iter().flatten());
    command.arg("--").args(words);
    for word in image.words("Env") {
        let (name, value) = word.split_once('=').unwrap();
        command.env(name, value);
    }
    command
}

fn child_pid(process: &Child) -> i32 {
    process.id().try_into().unwrap()
}

/// The only child of a process, seen from outside.
fn child(parent: i32) -> i32 {
    let path = format!("/proc/{parent}/task/{parent}/children");
    let children = fs::read_to_string(path).unwrap();
    children.split_whitespace().next().unwrap().parse().unwrap()
}
