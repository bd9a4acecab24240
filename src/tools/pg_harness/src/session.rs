//! SQL in, bytes out: the clients of a running server.

use std::ffi::OsStr;
use std::path::Path;
use std::process::Command;

use crate::error::Result;
use crate::installation::Installation;
use crate::limits::Step;
use crate::process::{self, Output};
use crate::server::Server;

impl Server {
    /// Runs an SQL file as `pg_regress` does: fed to `psql` by its standard
    /// input, statements echoed, notices and errors among the results.
    pub fn regress(&self, database: &str, sql: &Path) -> Result<Output> {
        let mut psql = self.psql(database);
        psql.args(["-a", "-v", "HIDE_TABLEAM=on"]);
        psql.args(["-v", "HIDE_TOAST_COMPRESSION=on"]);
        self.run(&format!("psql < {}", sql.display()), psql, Some(sql))
    }

    /// Feeds a script to `psql` in a session without any of `pg_regress`'s settings.
    pub(crate) fn script(&self, what: &str, database: &str, script: &Path) -> Result<Output> {
        let mut psql = self.installation.program("psql");
        psql.args(["-X", "-q", "-d", database]);
        self.run(what, psql, Some(script))
    }

    /// Runs an SQL file up to its first error; returns what it prints.
    pub fn load(&self, database: &str, sql: &Path) -> Result<Vec<u8>> {
        let mut psql = self.psql(database);
        psql.args(["-v", "ON_ERROR_STOP=1"]);
        let what = format!("psql < {}", sql.display());
        self.run(&what, psql, Some(sql))?.success()
    }

    /// Runs statements, each in its own transaction, up to the first error;
    /// returns the bare values, one row a line.
    pub fn query(&self, database: &str, statements: &[&str]) -> Result<String> {
        let mut psql = self.psql(database);
        psql.args(["-A", "-t", "-v", "ON_ERROR_STOP=1"]);
        for statement in statements {
            psql.args(["-c", statement]);
        }
        let what = format!("psql -c {statements:?}");
        let bytes = self.run(&what, psql, None)?.success()?;
        Ok(String::from_utf8_lossy(&bytes).into_owned())
    }

    /// Makes an empty database; one of that name is dropped before.
    pub fn fresh_database(&self, name: &str) -> Result<()> {
        let drop = format!("DROP DATABASE IF EXISTS \"{name}\" WITH (FORCE)");
        let create = format!("CREATE DATABASE \"{name}\" TEMPLATE template0");
        let quiet = "SET client_min_messages = warning";
        self.query("postgres", &[quiet, &drop, &create])?;
        Ok(())
    }

    /// Runs another client program, such as `pg_dump`.
    pub fn client<A: AsRef<OsStr>>(
        &self,
        name: &str,
        args: impl IntoIterator<Item = A>,
    ) -> Result<Vec<u8>> {
        let mut command = client(&self.installation, name);
        command.args(args);
        self.run(name, command, None)?.success()
    }

    fn psql(&self, database: &str) -> Command {
        let mut psql = client(&self.installation, "psql");
        psql.args(["-X", "-q", "-d", database]);
        psql
    }

    fn run(&self, what: &str, command: Command, stdin: Option<&Path>) -> Result<Output> {
        let limit = self.installation.limits.of(Step::Sql);
        process::run(what, command, stdin, limit)
    }
}

/// A command for a client program of `installation`, in the environment that
/// `pg_regress` gives its clients.
fn client(installation: &Installation, name: &str) -> Command {
    let mut command = installation.program(name);
    command.envs([
        ("PGTZ", "America/Los_Angeles"),
        ("PGDATESTYLE", "Postgres, MDY"),
        (
            "PGOPTIONS",
            "-c intervalstyle=postgres_verbose -c lc_messages=C",
        ),
        ("PGAPPNAME", "pg_regress"),
    ]);
    command
}
