//! A server for a person: psql with their terminal, their files and their settings of psql.

use std::env;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::error::Result;
use crate::pager;
use crate::prefix;
use crate::server::Server;

/// Where the user typed the command; `bazel run` starts programs elsewhere.
const WORKING_DIRECTORY: &str = "BUILD_WORKING_DIRECTORY";

/// Variables that would have another server or other libraries chosen, by how they begin.
const NOT_THE_USERS: [&str; 2] = ["PG", "LD_"];

/// Lines of configuration, beyond those of a test's server.
const ALWAYS: [&str; 1] = ["autovacuum = on"];
/// The same for data that is kept: it outlasts the machine's end, too.
const KEPT: [&str; 3] = [
    "fsync = on",
    "full_page_writes = on",
    "synchronous_commit = on",
];

/// Lines for the configuration of a server whose data is `kept`, or not.
pub fn configuration(kept: bool) -> Vec<String> {
    let kept = KEPT.iter().filter(|_| kept);
    ALWAYS
        .iter()
        .chain(kept)
        .map(|line| line.to_string())
        .collect()
}

/// A path as the user means it: from where they typed the command.
pub fn from_working_directory(path: &Path) -> PathBuf {
    working_directory().unwrap_or_default().join(path)
}

fn working_directory() -> Option<PathBuf> {
    env::var_os(WORKING_DIRECTORY).map(PathBuf::from)
}

impl Server {
    /// Makes a database of the extension's name, with the extension, where there is none yet.
    ///
    /// # Errors
    /// What PostgreSQL says where it can't be made.
    pub fn provide(&self, extension: &str) -> Result<()> {
        let there = format!("SELECT 1 FROM pg_database WHERE datname = '{extension}'");
        if self.query("postgres", &[&there])?.is_empty() {
            let create = format!("CREATE DATABASE \"{extension}\"");
            self.query("postgres", &[&create])?;
        }
        let quiet = "SET client_min_messages = warning";
        let create = format!("CREATE EXTENSION IF NOT EXISTS \"{extension}\" CASCADE");
        self.query(extension, &[quiet, &create])?;
        Ok(())
    }

    /// psql as the user has it, in `database`. In this process's own group, which the terminal's
    /// signals are for; and as this process's user, whose files it reads and writes.
    pub fn psql_at_hand(&self, database: &str, arguments: &[OsString]) -> Command {
        let installation = &self.installation;
        let mut psql = Command::new(installation.programs().join("psql"));
        for (name, _) in env::vars_os() {
            let name_text = name.to_string_lossy();
            if NOT_THE_USERS
                .iter()
                .any(|start| name_text.starts_with(start))
            {
                psql.env_remove(name);
            }
        }
        psql.env("PGHOST", installation.work.sockets());
        psql.env("PGPORT", "5432").env("PGUSER", prefix::USER);
        psql.env("PGDATABASE", database);
        // The target's locales; of those this one is there always.
        psql.env("LC_ALL", "C.UTF-8");
        psql.env("LOCPATH", installation.spec.usr().join("lib/locale"));
        match pager::find(|name| env::var_os(name)) {
            Some(pager) => psql.env(pager::VARIABLE, pager),
            None => psql.args(["-P", "pager=off"]),
        };
        if let Some(folder) = working_directory() {
            psql.current_dir(folder);
        }
        psql.args(arguments);
        psql
    }
}
