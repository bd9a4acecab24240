//! A crate's tests, as rustc's `--test` makes them: a program of the target.

use std::ffi::OsString;
use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::error::{self, Error, Result};
use crate::installation::Installation;
use crate::weak_symbols;

/// Threads of a program that asks for no number: each test is a session of the server.
const THREADS: usize = 16;

/// A program that can be started.
#[derive(Debug)]
pub struct TestProgram<'a> {
    installation: &'a Installation,
    path: PathBuf,
}

impl TestProgram<'_> {
    /// Makes `program` startable without a server.
    ///
    /// # Errors
    /// Where it cannot be read, or is no program of the target.
    pub fn prepare<'a>(installation: &'a Installation, program: &Path) -> Result<TestProgram<'a>> {
        let path = std::path::absolute(program).map_err(error::file("find", program))?;
        let bytes = fs::read(&path).map_err(error::file("read", &path))?;
        let reason = |e| Error::Input(format!("{} is no program: {e}", path.display()));
        let Some(copy) = weak_symbols::weakened(&bytes).map_err(reason)? else {
            return Ok(TestProgram { installation, path });
        };
        let path = installation.work.path().join("test_program");
        fs::write(&path, copy).map_err(error::file("write", &path))?;
        let mode = Permissions::from_mode(0o755);
        fs::set_permissions(&path, mode).map_err(error::file("change", &path))?;
        Ok(TestProgram { installation, path })
    }

    /// A command for it, here and with what this process has in its environment.
    ///
    /// # Errors
    /// Where there is no current folder.
    pub fn command(&self, arguments: &[OsString]) -> Result<Command> {
        let mut command = self.installation.target_program(&self.path);
        let own: Vec<OsString> = command.get_envs().map(|(name, _)| name.into()).collect();
        let passed = |name: &OsString| !own.contains(name) && !is_loaders(name);
        command.envs(std::env::vars_os().filter(|(name, _)| passed(name)));
        if std::env::var_os("RUST_TEST_THREADS").is_none() {
            let here = std::thread::available_parallelism().map_or(1, usize::from);
            command.env("RUST_TEST_THREADS", here.min(THREADS).to_string());
        }
        let here = std::env::current_dir().map_err(error::file("find", "the current folder"))?;
        command.current_dir(here).args(arguments);
        Ok(command)
    }

    /// The names of the tests that the arguments choose, ignored ones too.
    ///
    /// # Errors
    /// Where the program does not run.
    pub fn list(&self, arguments: &[OsString]) -> Result<Vec<String>> {
        let mut command = self.command(arguments)?;
        command.args(["--list", "--format=terse"]);
        let text = self.installation.ask("the test program's list", command)?;
        let names = text.lines().filter_map(|l| l.strip_suffix(": test"));
        Ok(names.map(str::to_owned).collect())
    }
}

/// Whether the dynamic loader reads a variable.
fn is_loaders(name: &OsString) -> bool {
    name.to_string_lossy().starts_with("LD_")
}
