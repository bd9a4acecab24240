//! Finds and ends every process that descends from this one.
//!
//! A server's processes put themselves into sessions of their own, so a process
//! group is not enough; the kernel's parent links are.

use std::collections::HashMap;
use std::fs;
use std::io;
use std::os::unix::process::ExitStatusExt;
use std::process::ExitStatus;
use std::time::{Duration, Instant};

use rustix::io::Errno;
use rustix::process::{kill_process, wait, Pid, Signal, WaitOptions};

/// How often dying processes are looked at.
const POLL: Duration = Duration::from_millis(10);

/// All living descendants of `ancestor`, zombies not counted.
pub fn descendants(ancestor: Pid) -> Vec<Pid> {
    let mut children: HashMap<i32, Vec<(i32, bool)>> = HashMap::new();
    for (pid, parent, alive) in processes() {
        children.entry(parent).or_default().push((pid, alive));
    }
    let mut found = Vec::new();
    let mut open = vec![ancestor.as_raw_nonzero().get()];
    while let Some(parent) = open.pop() {
        for (pid, alive) in children.remove(&parent).unwrap_or_default() {
            open.push(pid);
            if alive {
                found.extend(Pid::from_raw(pid));
            }
        }
    }
    found
}

/// Every process on this machine that can be seen: pid, parent, living.
fn processes() -> impl Iterator<Item = (i32, i32, bool)> {
    fs::read_dir("/proc")
        .into_iter()
        .flatten()
        .filter_map(|entry| {
            let pid = entry.ok()?.file_name().to_str()?.parse().ok()?;
            let stat = fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
            let (parent, alive) = parse_stat(&stat)?;
            Some((pid, parent, alive))
        })
}

/// Parent and liveness from `/proc/PID/stat`. The second field is the command's
/// name in parentheses and may itself hold anything, so its end is looked for.
fn parse_stat(stat: &str) -> Option<(i32, bool)> {
    let mut fields = stat.rsplit_once(')')?.1.split_whitespace();
    let state = fields.next()?;
    Some((fields.next()?.parse().ok()?, !matches!(state, "Z" | "X")))
}

/// Waits for the end of `child`, and meanwhile for that of each orphan which this process
/// has become the parent of: until then an ended process seems to be there.
pub fn wait_for(child: Pid) -> io::Result<ExitStatus> {
    loop {
        match wait(WaitOptions::empty()) {
            Ok(Some((pid, status))) if pid == child => {
                return Ok(ExitStatus::from_raw(status.as_raw()));
            }
            Ok(_) | Err(Errno::INTR) => {}
            Err(error) => return Err(error.into()),
        }
    }
}

/// Kills all descendants of `ancestor` until none is left or `limit` is over.
pub fn kill_descendants(ancestor: Pid, limit: Duration) {
    let start = Instant::now();
    loop {
        let living = descendants(ancestor);
        if living.is_empty() || start.elapsed() > limit {
            return;
        }
        for pid in living {
            let _already_gone = kill_process(pid, Signal::KILL);
        }
        std::thread::sleep(POLL);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::process::{Command, Stdio};

    #[test]
    fn a_command_name_may_hold_parentheses_and_blanks() {
        assert_eq!(parse_stat("7 (a) Z (b) S 42 7 7 0"), Some((42, true)));
        assert_eq!(parse_stat("7 (a b) Z 42 7 7 0"), Some((42, false)));
        assert_eq!(parse_stat("nonsense"), None);
    }

    #[test]
    fn grandchildren_die_too() {
        let mut shell = Command::new("/bin/sh")
            .args(["-c", "sleep 600 & sleep 600"])
            .stdin(Stdio::null())
            .spawn()
            .unwrap();
        let pid = Pid::from_child(&shell);
        let start = Instant::now();
        while descendants(pid).len() < 2 && start.elapsed() < Duration::from_secs(10) {
            std::thread::sleep(POLL);
        }
        assert_eq!(descendants(pid).len(), 2);
        kill_descendants(pid, Duration::from_secs(5));
        assert!(descendants(pid).is_empty());
        shell.kill().ok();
        shell.wait().unwrap();
    }
}
