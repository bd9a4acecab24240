//! `in_image ROOT [--emulator FILE] -- PROGRAM ARGUMENT...`: runs a program as a container's
//! engine would: as process 1, in a root folder, without a network. It needs no right: the
//! image's user `postgres` is the caller, and no other user exists.
//!
//! With an emulator, the kernel starts programs of the CPU that PROGRAM is for by it, in
//! these namespaces only; that takes Linux 6.7.
//!
//! The exit status is the program's, or 128 and the signal that ended it; 125 where it
//! can't be started.

use rustix::fs::{chmod, Mode};
use rustix::mount::{mount, mount_bind, mount_change, MountFlags, MountPropagationFlags};
use rustix::process::{chroot, getegid, geteuid, set_parent_process_death_signal, Signal};
use rustix::thread::{unshare_unsafe, UnshareFlags};
use std::error::Error;
use std::fs;
use std::io;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::symlink;
use std::os::unix::process::{CommandExt, ExitStatusExt};
use std::path::{Path, PathBuf};
use std::process::{exit, Command};

/// `postgres` in the image's /etc/passwd.
const USER: u32 = 999;
const DEVICES: [&str; 4] = ["null", "random", "urandom", "zero"];

type Result<T> = std::result::Result<T, Box<dyn Error>>;

struct Arguments {
    root: PathBuf,
    emulator: Option<PathBuf>,
    command: Vec<String>,
}

fn main() {
    let arguments = parse(std::env::args().skip(1));
    match run(&arguments) {
        Ok(code) => exit(code),
        Err(error) => {
            eprintln!("in_image: {error}");
            exit(125)
        }
    }
}

fn parse(mut words: impl Iterator<Item = String>) -> Arguments {
    let root = words.next().expect("ROOT").into();
    let mut emulator = None;
    while let Some(word) = words.next() {
        match &*word {
            "--emulator" => emulator = words.next().map(PathBuf::from),
            "--" => break,
            other => panic!("unknown argument {other}"),
        }
    }
    Arguments {
        root,
        emulator,
        command: words.collect(),
    }
}

fn run(arguments: &Arguments) -> Result<i32> {
    let root = arguments.root.clone();
    let dev = root.join("dev");
    if let Some(emulator) = &arguments.emulator {
        // The kernel takes emulators from a namespace's root, and for those below it as well.
        enter(0, UnshareFlags::NEWUSER | UnshareFlags::NEWNS)?;
        let program = root.join(arguments.command[0].trim_start_matches('/'));
        register(&dev, emulator, &program)
            .map_err(|error| format!("this kernel takes no emulator (Linux 6.7 does): {error}"))?;
    }
    let own = UnshareFlags::NEWPID | UnshareFlags::NEWIPC | UnshareFlags::NEWNET;
    enter(USER, own | UnshareFlags::NEWUSER | UnshareFlags::NEWNS)?;
    mount_devices(&dev)?;
    let mut command = Command::new(&arguments.command[0]);
    command.args(&arguments.command[1..]);
    // /proc takes the first process of the namespaces, and rights in them that `exec` ends.
    // SAFETY: this process has one thread, so that no lock can be held by another.
    unsafe {
        command.pre_exec(move || {
            set_parent_process_death_signal(Some(Signal::KILL))?;
            let proc = root.join("proc");
            mount(c"proc", &proc, c"proc", MountFlags::empty(), None).inspect_err(|error| {
                // Of an error before `exec`, the caller gets the number alone.
                eprintln!("in_image: cannot mount /proc: {error}");
            })?;
            chroot(&root)?;
            std::env::set_current_dir("/")
        });
    }
    let status = command.status()?;
    Ok(status
        .code()
        .or(status.signal().map(|signal| 128 + signal))
        .unwrap_or(125))
}

/// Makes namespaces in which the caller is this user, and no other exists.
fn enter(user: u32, flags: UnshareFlags) -> Result<()> {
    let (uid, gid) = (geteuid().as_raw(), getegid().as_raw());
    // SAFETY: unsafe only for CLONE_FILES, which is not asked for.
    unsafe { unshare_unsafe(flags)? };
    fs::write("/proc/self/setgroups", "deny")?;
    fs::write("/proc/self/uid_map", format!("{user} {uid} 1\n"))?;
    fs::write("/proc/self/gid_map", format!("{user} {gid} 1\n"))?;
    let private = MountPropagationFlags::PRIVATE | MountPropagationFlags::REC;
    Ok(mount_change(c"/", private)?)
}

/// A few devices of the machine and shared memory of its own.
fn mount_devices(dev: &Path) -> Result<()> {
    // With tmpfs's default, a folder like /tmp, the kernel lets nobody open another's device
    // to create it (fs.protected_regular), which is what the shell's `>` does.
    mount(
        c"tmpfs",
        dev,
        c"tmpfs",
        MountFlags::empty(),
        Some(c"mode=0755"),
    )?;
    for name in DEVICES {
        fs::write(dev.join(name), "")?;
        mount_bind(Path::new("/dev").join(name), dev.join(name))?;
    }
    for (number, name) in ["stdin", "stdout", "stderr"].into_iter().enumerate() {
        symlink(format!("/proc/self/fd/{number}"), dev.join(name))?;
    }
    symlink("/proc/self/fd", dev.join("fd"))?;
    fs::create_dir(dev.join("shm"))?;
    Ok(chmod(dev.join("shm"), Mode::from_raw_mode(0o1777))?)
}

/// Makes the kernel start programs like `program` by the emulator, which it opens now:
/// the file need not be in the image.
fn register(folder: &Path, emulator: &Path, program: &Path) -> io::Result<()> {
    let kind = c"binfmt_misc";
    mount(kind, folder, kind, MountFlags::empty(), None)?;
    let head = fs::read(program)?;
    // ELF's identification to the byte order, then the machine: `Elf64_Ehdr`, <elf.h>.
    // Byte 16 is the type, of which executables and shared objects differ.
    let known = |place: usize| place < 6 || (18..20).contains(&place);
    let hex = |byte: u8| format!("\\x{byte:02x}");
    let magic: String = (0..20)
        .map(|place| hex(if known(place) { head[place] } else { 0 }))
        .collect();
    let mask: String = (0..20)
        .map(|place| hex(if known(place) { 0xff } else { 0 }))
        .collect();
    let mut line = format!(":emulated:M::{magic}:{mask}:").into_bytes();
    line.extend(emulator.as_os_str().as_bytes());
    line.extend(b":F");
    fs::write(folder.join("register"), line)
}
