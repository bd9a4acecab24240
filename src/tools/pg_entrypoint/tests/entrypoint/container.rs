//! One container: its folders, its process, its end.

use std::fs::{self, File};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use pg_entrypoint::datadir::MARKER;
use pg_entrypoint::pidfile::PidFile;
use pg_harness::{process, Installation, ServerSpec};
use rustix::process::{kill_process, Pid, Signal};

/// How long anything may take on a busy machine.
pub const LIMIT: Duration = Duration::from_secs(60);
/// How often something is looked at.
const POLL: Duration = Duration::from_millis(20);

/// An image and its volume: what containers share that are started one after the other.
pub struct Image {
    pub installation: Installation,
}

/// A running container.
pub struct Container<'a> {
    image: &'a Image,
    child: Child,
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
        command.arg(required("PG_ENTRYPOINT")).args(arguments);
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
        Container {
            image: self,
            child: process::spawn("the container", &mut command).unwrap(),
        }
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

/// Standard output where the command succeeds, else all it wrote.
pub fn output(mut command: Command) -> Result<String, String> {
    let output = command.stdin(Stdio::null()).output().unwrap();
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).trim_end().to_owned();
    match output.status.success() {
        true => Ok(text(&output.stdout)),
        false => Err(text(&output.stdout) + &text(&output.stderr)),
    }
}

/// Waits until something is there.
pub fn until<T>(what: &str, mut look: impl FnMut() -> Option<T>) -> T {
    let start = Instant::now();
    loop {
        if let Some(found) = look() {
            return found;
        }
        assert!(start.elapsed() < LIMIT, "{what}: not within {LIMIT:?}");
        std::thread::sleep(POLL);
    }
}

impl Container<'_> {
    fn wait_until_ready(&mut self) {
        let pgdata = self.image.pgdata();
        let start = Instant::now();
        loop {
            let ready = PidFile::read(&pgdata).is_some_and(|file| file.is_ready());
            if ready && !pgdata.join(MARKER).exists() {
                return;
            }
            let ended = self.child.try_wait().unwrap();
            let late = start.elapsed() > LIMIT;
            assert!(ended.is_none() && !late, "{ended:?}\n{}", self.image.log());
            std::thread::sleep(POLL);
        }
    }

    /// The entry point's process, seen from outside.
    pub fn pid(&self) -> Pid {
        let parent = self.child.id().to_string();
        until("the entry point", || children(&parent).into_iter().next())
    }

    pub fn kill(&self, signal: Signal) {
        kill_process(self.pid(), signal).unwrap();
    }

    /// Waits for the end; returns the exit status.
    pub fn wait(&mut self) -> i32 {
        let status = process::wait(&mut self.child, LIMIT);
        let status = status.unwrap_or_else(|| panic!("no end:\n{}", self.image.log()));
        status.code().expect("container catches signals")
    }

    /// Sends a signal; returns the exit status and how long the end took.
    pub fn stop(mut self, signal: Signal) -> (i32, Duration) {
        let start = Instant::now();
        self.kill(signal);
        (self.wait(), start.elapsed())
    }

    /// Ends all of it at once, as a power failure would.
    pub fn destroy(mut self) {
        self.kill(Signal::KILL);
        self.wait();
    }
}

impl Drop for Container<'_> {
    fn drop(&mut self) {
        process::kill_tree(&mut self.child);
    }
}

/// The children of a process, zombies too.
pub fn children(parent: &str) -> Vec<Pid> {
    let stats = fs::read_dir("/proc")
        .unwrap()
        .flatten()
        .filter_map(|entry| {
            let pid: i32 = entry.file_name().to_str()?.parse().ok()?;
            Some((pid, fs::read_to_string(entry.path().join("stat")).ok()?))
        });
    let of_parent = stats.filter(|(_, stat)| fields(stat).nth(1) == Some(parent));
    of_parent
        .filter_map(|(pid, _)| Pid::from_raw(pid))
        .collect()
}

/// The fields of `/proc/<pid>/stat` after the command's name: state, parent, ...
pub fn fields(stat: &str) -> impl Iterator<Item = &str> {
    stat.rsplit_once(')')
        .map_or("", |(_, rest)| rest)
        .split_whitespace()
}
