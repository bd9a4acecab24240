//! The entry point started as root, as most containers start it: what the volume holds
//! is given to the image's user, and root is given up for good.
//!
//! This takes root with all uids, which Bazel's sandbox doesn't give, so the test runs
//! outside of it; Bazel skips it where it isn't run by root (`@pinned//machine:root`).

use std::fs::{self, Permissions};
use std::os::unix::fs::{chown, symlink, MetadataExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use pg_entrypoint::datadir::MARKER;
use pg_entrypoint::pidfile::PidFile;
use pg_harness::{prefix, Installation, ServerSpec};
use rustix::process::{kill_process, Pid, Signal};

/// The official image's uid of `postgres`.
const UID: u32 = 999;
/// How long an initialisation may take on a busy machine.
const LIMIT: Duration = Duration::from_secs(60);

fn required(name: &str) -> PathBuf {
    let value = std::env::var_os(name).unwrap_or_else(|| panic!("{name} is not set"));
    std::path::absolute(value).unwrap()
}

struct Setting {
    installation: Installation,
    /// Holds the server's root; the one that Bazel unpacked is for its owner alone.
    _copy: tempfile::TempDir,
}

impl Setting {
    fn new() -> Setting {
        let mut spec = ServerSpec::load(&required("PG_SERVER")).unwrap();
        let copy = tempfile::tempdir().unwrap();
        let root = copy.path().join("root");
        copy_for_all(&spec.root, &root);
        spec.root = root;
        let installation = Installation::prepare(spec, &[]).unwrap();
        let setting = Setting {
            installation,
            _copy: copy,
        };
        prefix::create(&setting.path("image"), &setting.installation.spec, UID).unwrap();
        fs::create_dir(setting.path("volume")).unwrap();
        let open = Permissions::from_mode(0o755);
        fs::set_permissions(setting.installation.work.path(), open).unwrap();
        setting
    }

    fn path(&self, name: &str) -> PathBuf {
        self.installation.work.path().join(name)
    }

    fn pgdata(&self) -> PathBuf {
        self.path("volume").join("pgdata")
    }

    fn start(&self) -> Child {
        let same = |path: &Path| format!("{0}={0}", path.display());
        let root = &self.installation.spec.root;
        // Bazel names a link, and where it leads is not in the container.
        let program = required("PG_ENTRYPOINT").canonicalize().unwrap();
        let dirs = [
            same(self.installation.work.path()),
            same(root),
            same(program.parent().unwrap()),
            format!("{}/usr/share=/usr/share", root.display()),
            format!("{}=/etc", self.path("image/etc").display()),
        ];
        let psql = self.installation.program("psql");
        let programs = Path::new(psql.get_program()).parent().unwrap();
        let mut command = Command::new(required("PG_CONTAINER"));
        command.arg("--real-root").env_clear();
        for dir in dirs {
            command.args(["--dir", &dir]);
        }
        command
            .arg("--")
            .arg(program)
            .args(["-c", "listen_addresses="]);
        command.env("PATH", format!("{}:/usr/bin:/bin", programs.display()));
        command.env("TMPDIR", self.installation.work.path());
        command.env("PGDATA", self.pgdata());
        command.env("POSTGRES_PASSWORD_FILE", self.path("secret"));
        command.env(
            "POSTGRES_INITDB_ARGS",
            "--no-sync --locale=C --encoding=UTF8",
        );
        let log = fs::File::create(self.path("log")).unwrap();
        command
            .stdin(Stdio::null())
            .stdout(log.try_clone().unwrap())
            .stderr(log);
        command.spawn().unwrap()
    }

    /// Waits until users are let in; returns the server's process and the folder of its
    /// socket.
    fn ready(&self, container: &mut Child) -> (u32, String) {
        let start = Instant::now();
        loop {
            let file = PidFile::read(&self.pgdata()).filter(PidFile::is_ready);
            match file {
                Some(file) if !self.pgdata().join(MARKER).exists() => {
                    let server = child_of(child_of(container.id()));
                    return (server, file.sockets.unwrap().display().to_string());
                }
                _ => {}
            }
            let ended = container.try_wait().unwrap();
            let late = start.elapsed() > LIMIT;
            assert!(ended.is_none() && !late, "{ended:?}\n{}", self.log());
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    fn stop(&self, mut container: Child) {
        let entry = child_of(container.id()).try_into().unwrap();
        kill_process(Pid::from_raw(entry).unwrap(), Signal::INT).unwrap();
        let status = container.wait().unwrap();
        assert_eq!(status.code(), Some(0), "{}", self.log());
    }

    fn log(&self) -> String {
        fs::read_to_string(self.path("log")).unwrap()
    }
}

#[test]
fn root_is_given_up() {
    let setting = Setting::new();
    // Readable by root alone, as secrets often are.
    fs::write(setting.path("secret"), "x\n").unwrap();
    fs::set_permissions(setting.path("secret"), Permissions::from_mode(0o400)).unwrap();
    let mut container = setting.start();
    let (_, sockets) = setting.ready(&mut container);
    setting.stop(container);
    assert_eq!(sockets, "/var/run/postgresql");

    // A volume that was filled as root, and its second start.
    let version = setting.pgdata().join("PG_VERSION");
    chown(&version, Some(0), Some(0)).unwrap();
    let mut container = setting.start();
    let (server, _) = setting.ready(&mut container);
    for path in [&version, &setting.pgdata()] {
        assert_eq!(fs::metadata(path).unwrap().uid(), UID);
    }
    for process in [child_of(container.id()), server] {
        let status = fs::read_to_string(format!("/proc/{process}/status")).unwrap();
        let line = |name: &str| {
            let line = status.lines().find(|line| line.starts_with(name)).unwrap();
            line.split_whitespace()
                .skip(1)
                .collect::<Vec<_>>()
                .join(" ")
        };
        assert_eq!(line("Uid:"), "999 999 999 999");
        assert_eq!(line("Gid:"), "999 999 999 999");
        assert_eq!(line("Groups:"), "999");
        assert_eq!(line("CapEff:"), "0000000000000000");
        assert_eq!(line("CapPrm:"), "0000000000000000");
    }
    setting.stop(container);
}

/// Copies a folder; what its owner may read and start, everybody may.
fn copy_for_all(from: &Path, to: &Path) {
    fs::create_dir(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let (kind, to) = (entry.file_type().unwrap(), to.join(entry.file_name()));
        if kind.is_symlink() {
            symlink(fs::read_link(entry.path()).unwrap(), to).unwrap();
        } else if kind.is_dir() {
            copy_for_all(&entry.path(), &to);
        } else {
            fs::copy(entry.path(), &to).unwrap();
            let mode = entry.metadata().unwrap().mode();
            let mode = mode | 0o444 | if mode & 0o100 != 0 { 0o111 } else { 0 };
            fs::set_permissions(&to, Permissions::from_mode(mode)).unwrap();
        }
    }
}

fn child_of(parent: u32) -> u32 {
    let path = format!("/proc/{parent}/task/{parent}/children");
    let children = fs::read_to_string(path).unwrap();
    children.split_whitespace().next().unwrap().parse().unwrap()
}
