//! `in_image ROOT [--emulator FILE] [--user UID:GID] -- PROGRAM ARGUMENT...`: runs a program as a
//! container's engine would: as process 1, in a root folder, without a network. It needs no right:
//! the image's user `postgres`, or the one that is said, is the caller, and no other user exists.
//!
//! With an emulator, the kernel starts programs of the CPU that PROGRAM is for by it, in
//! these namespaces only; that takes Linux 6.7.
//!
//! The exit status is the program's, or 128 and the signal that ended it; 125 where it
//! can't be started.

use pg_harness::binfmt::Binfmt;
use pg_harness::elf::ElfId;
use pg_harness::namespace::{maps, own_namespace};
use pg_harness::process::exit_code;
use rustix::fs::{chmod, Mode};
use rustix::mount::{mount, mount_bind, MountFlags};
use rustix::process::{chroot, set_parent_process_death_signal, Signal};
use rustix::thread::UnshareFlags;
use std::error::Error;
use std::fs;
use std::os::unix::fs::symlink;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

/// `postgres` in the image's /etc/passwd, and its group.
const USER: (u32, u32) = (999, 999);
const DEVICES: [&str; 4] = ["null", "random", "urandom", "zero"];

type Result<T> = std::result::Result<T, Box<dyn Error>>;

struct Arguments {
    root: PathBuf,
    emulator: Option<PathBuf>,
    user: (u32, u32),
    command: Vec<String>,
}

fn main() -> ExitCode {
    let arguments = parse(std::env::args().skip(1));
    run(&arguments).unwrap_or_else(|error| {
        eprintln!("in_image: {error}");
        ExitCode::from(125)
    })
}

fn parse(mut words: impl Iterator<Item = String>) -> Arguments {
    let root = words.next().expect("ROOT").into();
    let (mut emulator, mut user) = (None, USER);
    while let Some(word) = words.next() {
        match &*word {
            "--emulator" => emulator = words.next().map(PathBuf::from),
            "--user" => user = ids(&words.next().expect("UID:GID")),
            "--" => break,
            other => panic!("unknown argument {other}"),
        }
    }
    Arguments {
        root,
        emulator,
        user,
        command: words.collect(),
    }
}

fn ids(text: &str) -> (u32, u32) {
    let (uid, gid) = text.split_once(':').expect("UID:GID");
    (uid.parse().expect("UID"), gid.parse().expect("GID"))
}

fn run(arguments: &Arguments) -> Result<ExitCode> {
    let root = arguments.root.clone();
    let dev = root.join("dev");
    if let Some(emulator) = &arguments.emulator {
        // The kernel takes emulators from a namespace's root, and for those below it as well.
        own_namespace(&maps(0, 0), UnshareFlags::empty())?;
        let program = root.join(arguments.command[0].trim_start_matches('/'));
        register(&dev, emulator, &program)?;
    }
    let own = UnshareFlags::NEWPID | UnshareFlags::NEWIPC | UnshareFlags::NEWNET;
    own_namespace(&maps(arguments.user.0, arguments.user.1), own)?;
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
    Ok(exit_code(command.status()?))
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
fn register(folder: &Path, emulator: &Path, program: &Path) -> Result<()> {
    let kind = ElfId::read(program)?;
    let kind = kind.ok_or_else(|| format!("{} is no ELF file", program.display()))?;
    let registered = Binfmt::new(kind, emulator, "F", folder).register();
    Ok(registered
        .map_err(|error| format!("this kernel takes no emulator (Linux 6.7 does): {error}"))?)
}
