//! A PostgreSQL whose programs can be called: all the parts put together.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use rustix::process::Signal;

use crate::error::{self, Result};
use crate::identity;
use crate::isolation::Isolation;
use crate::limits::{Limits, Step};
use crate::prefix;
use crate::process;
use crate::programs;
use crate::required;
use crate::spec::ServerSpec;
use crate::tree;
use crate::workdir::{self, WorkDir};
use crate::wrapper::Runner;

/// What a test adds to the server.
#[derive(Clone, Debug, Default)]
pub struct Extras {
    /// Install trees of extensions, in the server's layout.
    pub extensions: Vec<PathBuf>,
    /// Server settings, `name=value`.
    pub settings: Vec<String>,
}

/// A PostgreSQL whose programs can be called; gone from the disk when dropped.
#[derive(Debug)]
pub struct Installation {
    /// What it was made from.
    pub spec: ServerSpec,
    /// How long its programs may take.
    pub limits: Limits,
    /// Its private folders.
    pub work: WorkDir,
    /// The folder of the cluster and the server's log: a private one, unless the data is kept.
    pub data: PathBuf,
    /// What ends a server here: at once, or in order where the data is kept.
    pub(crate) end: Signal,
    runner: Runner,
    isolation: Isolation,
    /// How target programs are isolated, and what was refused before.
    pub isolation_note: String,
}

impl Installation {
    /// Lays out the folders and finds a way to start programs of the target.
    ///
    /// # Errors
    /// Where files are lacking or for another machine, or no way works.
    pub fn prepare(spec: ServerSpec, extensions: &[PathBuf]) -> Result<Installation> {
        let absolute = |tree: &PathBuf| {
            fs::canonicalize(tree).map_err(error::file("find extension tree", tree))
        };
        let extensions = extensions
            .iter()
            .map(absolute)
            .collect::<Result<Vec<_>>>()?;
        let installation = Installation::with_libraries(spec, &extensions)?;
        let tree = installation.tree();
        let Installation { spec, runner, .. } = &installation;
        tree::create(&tree, spec, &extensions)?;
        programs::create(&tree, &installation.views(), spec, runner)?;
        required::check(&tree, spec, &extensions)?;
        Ok(installation)
    }

    /// The same without a PostgreSQL: any program of the target can be called.
    pub fn bare(spec: ServerSpec) -> Result<Installation> {
        Installation::with_libraries(spec, &[])
    }

    /// Programs of the target also find libraries that `extensions` bring.
    fn with_libraries(spec: ServerSpec, extensions: &[PathBuf]) -> Result<Installation> {
        let limits = Limits::new(spec.emulator.is_some());
        let work = WorkDir::new()?;
        let prefix = work.path().join("prefix");
        let runner = Runner::new(&spec, &prefix)
            .with_libraries(&required::library_dirs(extensions, &spec.tuple));
        let (isolation, isolation_note) = identity::choose(&spec, &prefix, &runner, &limits)?;
        if matches!(isolation, Isolation::SetUid) {
            work.give_to(isolation.uid())?;
        }
        Ok(Installation {
            spec,
            limits,
            data: work.path().into(),
            end: Signal::QUIT,
            work,
            runner,
            isolation,
            isolation_note,
        })
    }

    /// Keeps the data in `folder`, which is made where it isn't there: servers end so that the
    /// next one has nothing to recover.
    ///
    /// # Errors
    /// Where the folder cannot be made, or given to the user that servers run as.
    pub fn keep(&mut self, folder: &Path) -> Result<()> {
        fs::create_dir_all(folder).map_err(error::file("make", folder))?;
        self.data = fs::canonicalize(folder).map_err(error::file("find", folder))?;
        self.end = Signal::INT;
        match self.isolation {
            Isolation::SetUid => workdir::give(&self.data, self.isolation.uid()),
            _ => Ok(()),
        }
    }

    fn tree(&self) -> PathBuf {
        self.work.path().join("tree")
    }

    /// The folder of PostgreSQL's programs that can be called.
    pub(crate) fn programs(&self) -> PathBuf {
        self.tree().join(&self.spec.layout.programs)
    }

    fn views(&self) -> PathBuf {
        self.work.path().join("views")
    }

    /// The file that runs as one of PostgreSQL's own programs, a copy of the server's.
    pub fn running(&self, name: &str) -> PathBuf {
        programs::copy_of(&self.views(), &self.spec, name.as_ref())
    }

    /// The folder that the server loads extensions' libraries from.
    pub fn library_dir(&self) -> PathBuf {
        self.tree().join(&self.spec.layout.library)
    }

    /// A command for one of PostgreSQL's own programs, by name.
    pub fn program(&self, name: &str) -> Command {
        let mut command = Command::new(self.programs().join(name));
        self.furnish(&mut command);
        command
    }

    /// A command for any program of the target, by absolute path.
    pub fn target_program(&self, program: &Path) -> Command {
        self.furnished(&self.runner.words(program))
    }

    /// A command for a program that this machine runs as it is (one of its own, or a
    /// static one), by absolute path, in the surroundings of target programs.
    pub fn plain_program(&self, program: &Path) -> Command {
        self.furnished(&[program.into()])
    }

    /// A command for the target's dynamic loader itself.
    pub fn loader(&self) -> Command {
        self.furnished(&self.runner.loader)
    }

    /// A command that makes the loader or the emulator tell its version.
    pub fn probe(&self) -> Command {
        self.furnished(&self.runner.probe)
    }

    fn furnished(&self, words: &[OsString]) -> Command {
        let mut command = Command::new(&words[0]);
        command.args(&words[1..]);
        self.furnish(&mut command);
        command
    }

    /// Runs a short command and returns what it prints.
    pub fn ask(&self, what: &str, command: Command) -> Result<String> {
        let limit = self.limits.of(Step::Short);
        let bytes = process::run(what, command, None, limit)?.success()?;
        Ok(String::from_utf8_lossy(&bytes).into_owned())
    }

    /// Environment, folder, user and end of a target program.
    fn furnish(&self, command: &mut Command) {
        command.env_clear().envs(self.environment());
        command.current_dir(self.work.path());
        // By SIGQUIT, too, a server removes its shared memory.
        process::tie(command, &self.isolation, self.end);
    }

    /// The whole environment of target programs: nothing comes from outside.
    fn environment(&self) -> Vec<(&'static str, OsString)> {
        let work = self.work.path();
        vec![
            ("PATH", self.programs().into()),
            ("HOME", work.into()),
            ("TMPDIR", work.into()),
            ("USER", prefix::USER.into()),
            ("LC_ALL", "C".into()),
            ("LOCPATH", self.spec.usr().join("lib/locale").into()),
            ("TZ", "UTC".into()),
            ("PGHOST", self.work.sockets().into()),
            ("PGPORT", "5432".into()),
            ("PGUSER", prefix::USER.into()),
        ]
    }
}
