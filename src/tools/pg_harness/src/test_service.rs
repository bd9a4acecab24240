//! The server that a program of pg_tests asks, started for the first question.

use std::fs::{self, Permissions};
use std::io::{self, BufReader, ErrorKind};
use std::os::unix::fs::PermissionsExt;
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::{Path, PathBuf};
use std::process::{Child, ExitStatus};
use std::sync::OnceLock;
use std::thread;
use std::time::Duration;

use pgrx_tests_wire::{Answer, Question};

use crate::error::{self, Result};
use crate::installation::Installation;
use crate::proof::{self, Proof};
use crate::server::Server;
use crate::{pg_test, process, server_log};

/// pgrx's settings, before the crate's own.
const CONF: [&str; 4] = [
    server_log::PREFIX,
    "log_min_messages = info",
    "log_min_duration_statement = 1000",
    "log_statement = 'all'",
];
/// How long a program may take for a question, once it has begun.
const ASKING: Duration = Duration::from_secs(60);

/// The server, or why there is none.
type Started = std::result::Result<(Server, Proof), String>;

/// A socket, and what the server will be made of.
#[derive(Debug)]
pub struct TestService<'a> {
    listener: UnixListener,
    /// The socket's path.
    pub socket: PathBuf,
    /// Extension to create in the tests' database.
    pub extension: &'a str,
    /// Server settings that outdo the crate's.
    pub settings: &'a [String],
}

impl<'a> TestService<'a> {
    /// Takes questions from now on.
    ///
    /// # Errors
    /// Where there can be no socket.
    pub fn open(
        installation: &Installation,
        extension: &'a str,
        settings: &'a [String],
    ) -> Result<TestService<'a>> {
        let socket = installation.work.sockets().join("pg_tests");
        let open = || {
            let listener = UnixListener::bind(&socket)?;
            listener.set_nonblocking(true)?;
            // The program may run as another user; the folder is private.
            fs::set_permissions(&socket, Permissions::from_mode(0o666))?;
            Ok(listener)
        };
        let listener = open().map_err(error::file("make", &socket))?;
        Ok(TestService {
            listener,
            socket,
            extension,
            settings,
        })
    }

    /// Answers until `program` ends; tells how it did, and which server there was.
    ///
    /// # Errors
    /// Where the socket fails.
    pub fn serve(
        &self,
        installation: Installation,
        program: &mut Child,
    ) -> Result<(ExitStatus, Option<Proof>)> {
        let server = OnceLock::new();
        let status = self.answer_all(installation, program, &server)?;
        let started = server.into_inner().and_then(std::result::Result::ok);
        Ok((status, started.map(|(_, proof)| proof)))
    }

    fn answer_all(
        &self,
        installation: Installation,
        program: &mut Child,
        server: &OnceLock<Started>,
    ) -> Result<ExitStatus> {
        let scripts = installation.work.path().to_path_buf();
        let mut installation = Some(installation);
        thread::scope(|scope| {
            for number in 0.. {
                let stream = match self.next(program) {
                    Ok(stream) => stream,
                    Err(ended) => return ended,
                };
                let Ok(question) = hear(&stream) else {
                    // A program that died while it asked; its end is what counts.
                    continue;
                };
                // In this thread: the server ends with the one that started it.
                let server = server.get_or_init(|| {
                    let installation = installation.take().expect("started once");
                    self.start(installation, &question.conf)
                });
                let script = scripts.join(format!("pg_test_{number}.sql"));
                scope.spawn(move || {
                    let answer = answer(server, &question.function, &script);
                    let _program_may_be_gone = answer.send(&stream);
                });
            }
            unreachable!("numbers do not end")
        })
    }

    /// The next connection, or the program's end.
    fn next(&self, program: &mut Child) -> std::result::Result<UnixStream, Result<ExitStatus>> {
        loop {
            match self.listener.accept() {
                Ok((stream, _)) => return Ok(stream),
                Err(e) if e.kind() == ErrorKind::WouldBlock => {}
                Err(e) => return Err(Err(error::file("listen at", &self.socket)(e))),
            }
            if let Some(status) = process::wait(program, process::POLL) {
                return Err(Ok(status));
            }
        }
    }

    /// Starts the server with the extension, or says why not.
    fn start(&self, installation: Installation, conf: &[String]) -> Started {
        let pgrx = CONF.map(str::to_owned);
        let conf: Vec<String> = pgrx.into_iter().chain(conf.iter().cloned()).collect();
        let start = || {
            let server = Server::start_in(installation, self.settings, &conf)?;
            let proof = proof::gather(&server)?;
            server.query("postgres", &[&create_database()])?;
            let create = format!("CREATE EXTENSION \"{}\" CASCADE", self.extension);
            let quiet = "SET client_min_messages = warning";
            server.query(pg_test::DATABASE, &[quiet, &create])?;
            Ok((server, proof))
        };
        start().map_err(|error: error::Error| format!("there is no server for the tests: {error}"))
    }
}

/// pgrx's clusters are of this locale.
fn create_database() -> String {
    let name = pg_test::DATABASE;
    format!("CREATE DATABASE \"{name}\" TEMPLATE template0 LOCALE 'C.UTF-8'")
}

fn hear(stream: &UnixStream) -> io::Result<Question> {
    stream.set_nonblocking(false)?;
    stream.set_read_timeout(Some(ASKING))?;
    Question::receive(BufReader::new(stream))
}

fn answer(server: &Started, function: &str, script: &Path) -> Answer {
    let lost = |report: String| Answer::Lost { report };
    match server {
        Ok((server, _)) => {
            pg_test::run(server, function, script).unwrap_or_else(|e| lost(e.to_string()))
        }
        Err(reason) => lost(reason.clone()),
    }
}
