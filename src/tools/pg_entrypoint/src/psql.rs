//! SQL for the server of the initialisation, by `psql`.

use std::ffi::{OsStr, OsString};
use std::fs::File;
use std::io::{self, Read, Write};
use std::path::Path;
use std::process::{ChildStdin, Command, Stdio};
use std::thread::JoinHandle;

use flate2::read::MultiGzDecoder;

use crate::error::{file, Error, Result};
use crate::server::Server;
use crate::settings::{Settings, BY_FILE};
use crate::supervisor::Supervisor;

/// Makes the database `:db` unless it exists.
const MAKE_DATABASE: &str = "SELECT format('CREATE DATABASE %I', :'db') \
    WHERE NOT EXISTS (SELECT FROM pg_catalog.pg_database WHERE datname = :'db') \\gexec\n";
/// The database that `initdb` always makes.
const FIRST_DATABASE: &str = "postgres";

/// The variables with which `psql`, and scripts that call it, find the server as the
/// superuser; all settings are given plainly.
pub fn variables(command: &mut Command, settings: &Settings, server: &Server) {
    for name in BY_FILE {
        command.env_remove(format!("{name}_FILE"));
    }
    command.envs(settings.variables());
    command
        .env("PGHOST", &server.sockets)
        .env_remove("PGHOSTADDR");
    command.env("PGPORT", server.port.to_string());
    command.env("PGPASSWORD", &settings.password);
    if std::env::var_os("PGUSER").is_none() {
        command.env("PGUSER", &settings.user);
    }
}

fn psql(settings: &Settings, server: &Server, database: &OsStr) -> Command {
    let mut command = Command::new("psql");
    command.args(["-v", "ON_ERROR_STOP=1", "--no-password", "--no-psqlrc"]);
    command
        .arg("--username")
        .arg(&settings.user)
        .arg("--dbname")
        .arg(database);
    variables(&mut command, settings, server);
    command
}

/// Makes the database that the settings name.
///
/// # Errors
/// Where `psql` fails.
pub fn make_database(
    supervisor: &mut Supervisor,
    settings: &Settings,
    server: &Server,
) -> Result<()> {
    let mut command = psql(settings, server, OsStr::new(FIRST_DATABASE));
    let mut variable = OsString::from("db=");
    variable.push(&settings.database);
    command.arg("-v").arg(variable);
    let what = format!(
        "making the database {}",
        settings.database.to_string_lossy()
    );
    fed(supervisor, &what, &mut command, MAKE_DATABASE.as_bytes()).map(drop)
}

/// Runs a `.sql` file up to its first error.
///
/// # Errors
/// Where `psql` fails.
pub fn run_file(
    supervisor: &mut Supervisor,
    settings: &Settings,
    server: &Server,
    path: &Path,
) -> Result<()> {
    let mut command = psql(settings, server, &settings.database);
    command.arg("--file").arg(path).stdin(Stdio::null());
    let what = path.display().to_string();
    let child = supervisor.start(&what, &mut command)?;
    supervisor.finish(&what, &child)
}

/// The same for a `.sql.gz` file, unpacked on the way.
///
/// # Errors
/// Where `psql` fails or the file is damaged, even at its end.
pub fn run_gzip(
    supervisor: &mut Supervisor,
    settings: &Settings,
    server: &Server,
    path: &Path,
) -> Result<()> {
    let packed = File::open(path).map_err(file("read", path))?;
    let mut command = psql(settings, server, &settings.database);
    let what = path.display().to_string();
    let unpacked = fed(supervisor, &what, &mut command, MultiGzDecoder::new(packed))?;
    unpacked.map_err(|source| Error::Unpack {
        path: path.into(),
        source,
    })
}

/// Runs `command` with its standard input from `input`. The inner result is about
/// reading that: damaged input matters more than what `command` makes of it.
///
/// # Errors
/// Where `command` fails, or a signal ends it.
pub fn fed(
    supervisor: &mut Supervisor,
    what: &str,
    command: &mut Command,
    input: impl Read + Send + 'static,
) -> Result<io::Result<()>> {
    let mut child = supervisor.start(what, command.stdin(Stdio::piped()))?;
    let feeder = child.stdin.take().map(|pipe| feed(input, pipe));
    let finished = supervisor.finish(what, &child);
    let fed = match feeder.map(JoinHandle::join) {
        Some(Ok(fed)) => fed,
        Some(Err(_panicked)) => Err(io::Error::other("the thread that reads it ended")),
        None => Ok(()),
    };
    match finished {
        Err(Error::Failed { .. }) if fed.is_err() => Ok(fed),
        finished => finished.map(|()| fed),
    }
}

/// Copies in a thread, so that signals and ends of children are seen meanwhile. That
/// the other side has gone is no error: how it ended tells more.
fn feed(mut input: impl Read + Send + 'static, mut pipe: ChildStdin) -> JoinHandle<io::Result<()>> {
    std::thread::spawn(move || {
        let mut buffer = vec![0; 64 << 10];
        loop {
            let read = match input.read(&mut buffer) {
                Ok(0) => return Ok(()),
                Ok(read) => read,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(error),
            };
            if pipe.write_all(&buffer[..read]).is_err() {
                return Ok(());
            }
        }
    })
}
