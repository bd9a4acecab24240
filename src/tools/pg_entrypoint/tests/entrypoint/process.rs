//! Processes seen from outside, and waiting for what they do.

use std::fs;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use rustix::process::Pid;

/// How long anything may take on a busy machine, even where it is emulated.
pub const LIMIT: Duration = Duration::from_secs(240);
/// How often something is looked at.
pub const POLL: Duration = Duration::from_millis(20);

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
