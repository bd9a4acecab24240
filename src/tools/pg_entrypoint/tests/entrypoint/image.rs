//! What containers share that are started one after the other: an image and its volume.

use std::fs::{self, DirBuilder, File};
use std::os::unix::fs::{DirBuilderExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::sync::OnceLock;

use pg_harness::{Installation, ServerSpec};
use rustix::process::Signal;

use crate::container::Container;
use crate::process::{output, LIMIT};

/// What lets an initialisation begin.
pub const PASSWORD: (&str, &str) = ("POSTGRES_PASSWORD", "x");

/// An image and its volume: what containers share that are started one after the other.
pub struct Image {
    pub installation: Installation,
}

fn required(name: &str) -> PathBuf {
    let value = std::env::var_os(name).unwrap_or_else(|| panic!("{name} is not set"));
    std::path::absolute(value).unwrap()
}

impl Image {
    pub fn new() -> Image {
        let spec = ServerSpec::load(&required("PG_SERVER")).unwrap();
        let image = Image {
            installation: Installation::prepare(spec, &[]).unwrap(),
        };
        fs::create_dir(image.path("scripts")).unwrap();
        image
    }

    /// An image whose volume holds a database, made by the entry point once for all.
    pub fn with_database() -> Image {
        static MADE: OnceLock<tempfile::TempDir> = OnceLock::new();
        let made = MADE.get_or_init(|| {
            let image = Image::new();
            let container = image.serve(&[PASSWORD], &[]);
            assert_eq!(container.stop(Signal::INT).0, 0);
            let copy = tempfile::tempdir().unwrap();
            copy_private(&image.pgdata(), &copy.path().join("pgdata"));
            copy
        });
        let image = Image::new();
        copy_private(&made.path().join("pgdata"), &image.pgdata());
        image
    }

    /// A path in the folder that image, container and test share.
    pub fn path(&self, name: &str) -> PathBuf {
        self.installation.work.path().join(name)
    }

    pub fn pgdata(&self) -> PathBuf {
        self.path("pgdata")
    }

    /// Puts a script into /docker-entrypoint-initdb.d.
    pub fn script(&self, name: &str, content: impl AsRef<[u8]>, mode: u32) {
        let path = self.path("scripts").join(name);
        fs::write(&path, content).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(mode)).unwrap();
    }

    /// Starts a container; the environment is these variables and what any process has.
    pub fn start(&self, variables: &[(&str, &str)], arguments: &[&str]) -> Container<'_> {
        self.start_with(&[], variables, arguments)
    }

    pub fn start_with(
        &self,
        options: &[&str],
        variables: &[(&str, &str)],
        arguments: &[&str],
    ) -> Container<'_> {
        let mut command = self.installation.plain_program(&required("PG_CONTAINER"));
        let scripts = self.path("scripts");
        let scripts = format!("{}=/docker-entrypoint-initdb.d", scripts.display());
        command.args(["--dir", &scripts]).args(options).arg("--");
        // As the kernel would with a registered emulator.
        command.args(&self.installation.spec.emulator);
        command.arg(required("PG_ENTRYPOINT")).args(arguments);
        command.env("PGCTLTIMEOUT", LIMIT.as_secs().to_string());
        for name in ["PGHOST", "PGPORT", "PGUSER"] {
            command.env_remove(name);
        }
        let path = self.programs();
        command.env("PATH", format!("{}:/usr/bin:/bin", path.display()));
        command.env("PGDATA", self.pgdata());
        command.env(
            "POSTGRES_INITDB_ARGS",
            "--no-sync --locale=C --encoding=UTF8",
        );
        command.envs(variables.iter().copied());
        let log = File::create(self.path("log")).unwrap();
        command
            .stdin(Stdio::null())
            .stdout(log.try_clone().unwrap())
            .stderr(log);
        Container::start(self, &mut command)
    }

    /// The same as [`Image::start`] with the server's usual arguments for a test, and
    /// returns once users are let in.
    pub fn serve(&self, variables: &[(&str, &str)], arguments: &[&str]) -> Container<'_> {
        let words = self.server_arguments();
        let mut all: Vec<&str> = vec!["postgres"];
        all.extend(
            words
                .iter()
                .map(String::as_str)
                .chain(arguments.iter().copied()),
        );
        let mut container = self.start(variables, &all);
        container.wait_until_ready();
        container
    }

    /// Sockets where the test finds them; no network; little memory.
    pub fn server_arguments(&self) -> Vec<String> {
        let sockets = self.installation.work.sockets().display();
        let settings = [
            format!("unix_socket_directories={sockets}"),
            "listen_addresses=".into(),
            "shared_buffers=16MB".into(),
            "dynamic_shared_memory_type=mmap".into(),
        ];
        settings
            .into_iter()
            .flat_map(|setting| ["-c".into(), setting])
            .collect()
    }

    fn programs(&self) -> PathBuf {
        let program = self.installation.program("psql");
        Path::new(program.get_program())
            .parent()
            .unwrap()
            .to_path_buf()
    }

    /// All that the last container wrote.
    pub fn log(&self) -> String {
        String::from_utf8_lossy(&fs::read(self.path("log")).unwrap()).into_owned()
    }

    /// What `psql` prints, by the socket and as the superuser `postgres`.
    pub fn sql(&self, sql: &str) -> String {
        self.sql_as(&["-U", "postgres", "-d", "postgres"], sql)
            .unwrap()
    }

    /// The same with arguments of one's own; the error is what `psql` wrote.
    pub fn sql_as(&self, arguments: &[&str], sql: &str) -> Result<String, String> {
        let mut psql = self.installation.program("psql");
        psql.args(["-X", "-A", "-t", "-w", "-v", "ON_ERROR_STOP=1"])
            .args(arguments);
        psql.args(["-c", sql]).env_remove("PGUSER");
        output(psql)
    }

    /// A folder as it was before the first start.
    pub fn clear(&self) {
        fs::remove_dir_all(self.pgdata()).unwrap();
    }
}

/// Copies a folder and all in it; the folders are for their owner alone.
fn copy_private(from: &Path, to: &Path) {
    DirBuilder::new().mode(0o700).create(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let to = to.join(entry.file_name());
        match entry.file_type().unwrap().is_dir() {
            true => copy_private(&entry.path(), &to),
            false => fs::copy(entry.path(), &to).map(drop).unwrap(),
        }
    }
}
