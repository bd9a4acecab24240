//! Making a new database: `initdb`, the users' scripts, and nothing half-made.

use std::ffi::OsString;
use std::fs::OpenOptions;
use std::io::{Read, Write};
use std::os::unix::ffi::OsStrExt;
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Command, Stdio};

use rustix::process::geteuid;

use crate::borrowed_name::BorrowedName;
use crate::datadir::{self, Unfinished};
use crate::error::{file, Result};
use crate::psql;
use crate::request::SERVER;
use crate::scripts::{self, Kind, Script};
use crate::server::Server;
use crate::settings::Settings;
use crate::supervisor::Supervisor;
use crate::tell;

/// Makes the database; `arguments` are the server's.
///
/// # Errors
/// Where a setting, a script or a step fails. What can be checked beforehand is: the
/// folder is untouched then. Otherwise see [`Unfinished::give_up`].
pub fn initialise(
    supervisor: &mut Supervisor,
    settings: &Settings,
    arguments: &[OsString],
) -> Result<()> {
    let scripts = scripts::list(Path::new(scripts::FOLDER))?;
    datadir::check_owner(&settings.pgdata, geteuid().as_raw())?;
    let name = BorrowedName::if_needed()?;
    if settings.trusts_everybody() {
        tell("warning: POSTGRES_HOST_AUTH_METHOD=trust lets everybody in without a password");
    }
    let mut unfinished = Unfinished::begin(&settings.pgdata)?;
    let made = initdb(supervisor, settings, name.as_ref(), &unfinished)
        .and_then(|()| make(supervisor, settings, arguments, &scripts, &mut unfinished));
    match made {
        Ok(()) => unfinished.finish(),
        Err(cause) => Err(unfinished.give_up(cause)),
    }
}

fn make(
    supervisor: &mut Supervisor,
    settings: &Settings,
    arguments: &[OsString],
    scripts: &[Script],
    unfinished: &mut Unfinished,
) -> Result<()> {
    allow_network(supervisor, settings, arguments, &unfinished.fresh())?;
    unfinished.move_up()?;
    let server = Server::start(supervisor, &settings.pgdata, arguments)?;
    let done = fill(supervisor, settings, &server, scripts);
    let stopped = server.stop(supervisor);
    done.and(stopped)
}

fn initdb(
    supervisor: &mut Supervisor,
    settings: &Settings,
    name: Option<&BorrowedName>,
    unfinished: &Unfinished,
) -> Result<()> {
    let mut command = Command::new("initdb");
    command.arg("--username").arg(&settings.user);
    command.arg("--pgdata").arg(unfinished.fresh());
    command.arg("--no-instructions");
    if let Some(waldir) = &settings.waldir {
        command.arg("--waldir").arg(waldir);
    }
    let mut password = settings.password.as_bytes().to_vec();
    if !password.is_empty() {
        command.arg("--pwfile=/dev/stdin");
        password.push(b'\n');
    }
    command.args(&settings.initdb_args);
    if let Some(name) = name {
        name.lend(&mut command, &unfinished.notes()?)?;
    }
    let input = std::io::Cursor::new(password);
    psql::fed(supervisor, "initdb", &mut command, input)?.map_err(file("feed", Path::new("initdb")))
}

/// Lets users in by network, from everywhere, with what the settings ask for.
fn allow_network(
    supervisor: &mut Supervisor,
    settings: &Settings,
    arguments: &[OsString],
    folder: &Path,
) -> Result<()> {
    let method = match &settings.auth_method {
        Some(method) => method.as_bytes().to_vec(),
        None => password_encryption(supervisor, arguments, folder)?,
    };
    let path = folder.join("pg_hba.conf");
    let line = [b"\nhost all all all ", &method[..], b"\n"].concat();
    OpenOptions::new()
        .append(true)
        .open(&path)
        .and_then(|mut hba| hba.write_all(&line))
        .map_err(file("write", &path))
}

/// How the server stores passwords, which its arguments may decide; also the name of
/// the method that asks for them.
fn password_encryption(
    supervisor: &mut Supervisor,
    arguments: &[OsString],
    folder: &Path,
) -> Result<Vec<u8>> {
    let what = "postgres -C password_encryption";
    let mut command = Command::new(SERVER);
    command
        .args(["-C", "password_encryption", "-D"])
        .arg(folder);
    command
        .args(arguments)
        .stdin(Stdio::null())
        .stdout(Stdio::piped());
    let mut child = supervisor.start(what, &mut command)?;
    let mut answer = Vec::new();
    if let Some(mut pipe) = child.stdout.take() {
        pipe.read_to_end(&mut answer)
            .map_err(file("read the output of", Path::new(SERVER)))?;
    }
    supervisor.finish(what, &child)?;
    Ok(answer.trim_ascii().to_vec())
}

/// The database that the settings name, and the users' scripts.
fn fill(
    supervisor: &mut Supervisor,
    settings: &Settings,
    server: &Server,
    scripts: &[Script],
) -> Result<()> {
    psql::make_database(supervisor, settings, server)?;
    for Script { path, kind } in scripts {
        let path: &Path = path;
        let verb = if *kind == Kind::Other {
            "ignoring"
        } else {
            "running"
        };
        tell(&format!("{verb} {}", path.display()));
        match kind {
            Kind::Sql => psql::run_file(supervisor, settings, server, path)?,
            Kind::SqlGz => psql::run_gzip(supervisor, settings, server, path)?,
            Kind::Program => run(supervisor, settings, server, path, Command::new(path))?,
            Kind::Shell => {
                let mut shell = Command::new("/bin/sh");
                shell.arg("-e").arg(path);
                run(supervisor, settings, server, path, shell)?;
            }
            Kind::Other => {}
        }
    }
    Ok(())
}

/// Runs a shell script, in a process group of its own so that all of it can be ended.
fn run(
    supervisor: &mut Supervisor,
    settings: &Settings,
    server: &Server,
    path: &Path,
    mut command: Command,
) -> Result<()> {
    psql::variables(&mut command, settings, server);
    command.stdin(Stdio::null()).process_group(0);
    let what = path.display().to_string();
    let child = supervisor.start(&what, &mut command)?;
    supervisor.finish(&what, &child)
}
