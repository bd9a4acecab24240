//! `container [OPTION...] -- PROGRAM ARGUMENT...`: runs a program as a container's engine
//! would: as process 1, with a root folder of its own that holds the caller's folders
//! and an empty /run. It needs no right.
//!
//! - `--dir <from>=<to>`: this folder is at that place;
//! - `--root`: the program believes to be uid 0, and no other uid exists;
//! - `--real-root`: it is uid 0, and all uids exist; to be called by root. Of the caller's
//!   folders it sees the system's only, since root's are closed to others.
//!
//! The exit status is the program's, or 128 and the signal that ended it.

use std::fs;
use std::io;
use std::os::unix::fs::symlink;
use std::os::unix::process::{CommandExt, ExitStatusExt};
use std::path::PathBuf;
use std::process::{exit, Command};

use rustix::mount::{mount, mount_bind_recursive, mount_change, MountFlags, MountPropagationFlags};
use rustix::process::{chroot, getegid, geteuid, set_parent_process_death_signal, Signal};
use rustix::thread::{unshare_unsafe, UnshareFlags};

/// The folder of the container that is not the caller's.
const OWN: &str = "run";
/// Folders in which no path of a user or of a build lies.
const SYSTEM: [&str; 9] = [
    "bin", "dev", "etc", "lib", "lib64", "proc", "sbin", "usr", "var",
];

#[derive(Clone, Copy, PartialEq)]
enum User {
    Caller,
    Root,
    RealRoot,
}

struct Arguments {
    dirs: Vec<(PathBuf, PathBuf)>,
    user: User,
    command: Vec<String>,
}

fn main() {
    let arguments = parse();
    let died = |what: &'static str| {
        move |error: io::Error| -> ! {
            eprintln!("container: {what}: {error}");
            exit(125)
        }
    };
    enter(arguments.user).unwrap_or_else(|e| died("cannot make namespaces")(e));
    make_root(&arguments).unwrap_or_else(|e| died("cannot make a root folder")(e));
    let mut command = Command::new(&arguments.command[0]);
    command.args(&arguments.command[1..]).current_dir("/");
    // SAFETY: system calls only, between fork and exec.
    unsafe {
        command.pre_exec(|| {
            set_parent_process_death_signal(Some(Signal::KILL))?;
            // Refused where /proc has something mounted over it; the outer one will do.
            let _refused = mount(c"proc", c"/proc", c"proc", MountFlags::empty(), None);
            Ok(())
        });
    }
    let status = command
        .status()
        .unwrap_or_else(|e| died("cannot start it")(e));
    exit(
        status
            .code()
            .or(status.signal().map(|s| 128 + s))
            .unwrap_or(125),
    )
}

fn parse() -> Arguments {
    let mut arguments = Arguments {
        dirs: Vec::new(),
        user: User::Caller,
        command: Vec::new(),
    };
    let mut words = std::env::args().skip(1);
    while let Some(word) = words.next() {
        match &*word {
            "--root" => arguments.user = User::Root,
            "--real-root" => arguments.user = User::RealRoot,
            "--dir" => {
                let pair = words.next().expect("--dir has a value");
                let (from, to) = pair.split_once('=').expect("--dir <from>=<to>");
                arguments.dirs.push((from.into(), to.into()));
            }
            "--" => arguments.command = words.by_ref().collect(),
            other => panic!("unknown argument {other}"),
        }
    }
    arguments
}

fn enter(user: User) -> io::Result<()> {
    let (uid, gid) = (geteuid().as_raw(), getegid().as_raw());
    let mut flags = UnshareFlags::NEWNS | UnshareFlags::NEWPID | UnshareFlags::NEWIPC;
    if user != User::RealRoot {
        flags |= UnshareFlags::NEWUSER;
    }
    // SAFETY: unsafe only for CLONE_FILES, which is not asked for.
    unsafe { unshare_unsafe(flags)? };
    if user != User::RealRoot {
        let map = |id: u32| format!("{} {id} 1\n", if user == User::Root { 0 } else { id });
        fs::write("/proc/self/setgroups", "deny")?;
        fs::write("/proc/self/uid_map", map(uid))?;
        fs::write("/proc/self/gid_map", map(gid))?;
    }
    mount_change(
        c"/",
        MountPropagationFlags::PRIVATE | MountPropagationFlags::REC,
    )?;
    Ok(())
}

fn make_root(arguments: &Arguments) -> io::Result<()> {
    let root = std::env::temp_dir().join("root");
    fs::create_dir_all(&root)?;
    mount(c"tmpfs", &root, c"tmpfs", MountFlags::empty(), None)?;
    for entry in fs::read_dir("/")? {
        let entry = entry?;
        let (kind, to) = (entry.file_type()?, root.join(entry.file_name()));
        if kind.is_symlink() {
            symlink(fs::read_link(entry.path())?, &to)?;
        } else if kind.is_dir() {
            fs::create_dir(&to)?;
            let system = SYSTEM.iter().any(|name| entry.file_name() == *name);
            if entry.file_name() != OWN && (system || arguments.user != User::RealRoot) {
                mount_bind_recursive(entry.path(), &to)?;
            }
        }
    }
    for (from, to) in &arguments.dirs {
        let to = root.join(to.strip_prefix("/").expect("an absolute path"));
        fs::create_dir_all(&to)?;
        mount_bind_recursive(from, &to)?;
    }
    chroot(&root)?;
    std::env::set_current_dir("/")
}
