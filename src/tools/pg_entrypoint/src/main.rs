//! `pg_entrypoint [postgres [OPTION...] | -OPTION... | healthcheck | COMMAND...]`
//!
//! The exit status is the server's; 1 where the entry point gives up, 128 and the
//! signal's number where a signal ended an initialisation. `healthcheck` ends with 0
//! or 1, the only ones that Docker knows. No `clap`: whatever begins with `-` is for
//! `postgres`, as it is in the official image.

use std::env;
use std::ffi::OsString;
use std::os::unix::process::{CommandExt, ExitStatusExt};
use std::process::{Command, ExitCode};

use pg_entrypoint::healthcheck::{self, Unhealthy, Who};
use pg_entrypoint::request::{Request, SERVER};
use pg_entrypoint::settings::{self, Settings};
use pg_entrypoint::supervisor::{tie, Supervisor};
use pg_entrypoint::{datadir, init, privileges, tell, volume, Error, Result};
use rustix::process::Pid;

fn main() -> ExitCode {
    let done = match Request::new(env::args_os().skip(1)) {
        Request::Healthcheck(arguments) => return healthy(&arguments),
        Request::Become(program, arguments) => Err(become_program(program, &arguments)),
        Request::Serve(arguments) => serve(&arguments),
    };
    done.unwrap_or_else(|error| {
        tell(&format!("error: {error}"));
        ExitCode::from(error.exit_status())
    })
}

fn become_program(program: OsString, arguments: &[OsString]) -> Error {
    Error::Start {
        what: "the command".into(),
        source: Command::new(&program).args(arguments).exec(),
        program,
    }
}

fn serve(arguments: &[OsString]) -> Result<ExitCode> {
    let settings = Settings::read(|name| env::var_os(name))?;
    let ready = datadir::has_database(&settings.pgdata)?;
    if !ready {
        settings.check()?;
        volume::check(&settings.pgdata)?;
    }
    let home = privileges::prepare(&settings)?;
    datadir::narrow(&settings.pgdata);
    // Every process that is started below inherits it, threads of this one don't exist yet.
    if let Some(home) = home {
        env::set_var("HOME", home);
    }
    let mut supervisor = Supervisor::new()?;
    if ready {
        tell("the data folder holds a database: not initialised");
    } else {
        init::initialise(&mut supervisor, &settings, arguments)?;
        // Tools wait for this line of the official image.
        tell("PostgreSQL init process complete; ready for start up.");
    }
    let mut server = Command::new(SERVER);
    server.args(arguments).env("PGDATA", &settings.pgdata);
    tie(&mut server);
    let child = supervisor.start("the server", &mut server)?;
    let status = supervisor.serve(Pid::from_child(&child));
    let code = status.code().or(status.signal().map(|signal| 128 + signal));
    Ok(code
        .and_then(|code| u8::try_from(code).ok())
        .unwrap_or(1)
        .into())
}

fn healthy(arguments: &[OsString]) -> ExitCode {
    let variable = |name: &str| env::var_os(name);
    let who = match Settings::read(variable) {
        Ok(settings) => Who {
            user: settings.user,
            database: settings.database,
        },
        // A file of secrets may be readable at the start only.
        Err(_) => Who {
            user: SERVER.into(),
            database: SERVER.into(),
        },
    };
    let checked: std::result::Result<_, Unhealthy> = healthcheck::timeout(arguments)
        .and_then(|timeout| healthcheck::check(&settings::pgdata(variable), &who, timeout));
    match checked {
        Ok(place) => {
            println!("{place} - accepting connections");
            ExitCode::SUCCESS
        }
        Err(reason) => {
            println!("{reason}");
            ExitCode::FAILURE
        }
    }
}
