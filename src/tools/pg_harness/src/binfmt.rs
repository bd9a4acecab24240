//! A kernel that starts programs of the target: binfmt_misc in a namespace.
//!
//! [`crate::wrapper`] starts one program. What starts others in turn, such as a
//! build, reaches them by execve(2) alone, and the kernel must know the emulator.
//! Since Linux 6.7 each user namespace has a binfmt_misc of its own
//! (fs/binfmt_misc.c), so this takes no right, and the machine's is left alone.

use std::ffi::CString;
use std::io;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::Command;

use rustix::mount::{mount, MountFlags};
use rustix::process::{getegid, geteuid};
use rustix::thread::UnshareFlags;

use crate::elf::ElfId;
use crate::namespace::{c_string, maps, own_namespace, write_proc};

/// `e_type` of `ET_EXEC` (2) and `ET_DYN` (3) differ in the last bit alone.
const PROGRAM: [u8; 2] = [2, 0];
const PROGRAM_MASK: [u8; 2] = [0xfe, 0xff];

/// What the kernel is told about programs of a target.
#[derive(Clone, Debug)]
pub struct Binfmt {
    folder: CString,
    register: CString,
    rule: Vec<u8>,
}

impl Binfmt {
    /// Programs of `target` are started by `interpreter`. `flags` are binfmt_misc's: by `P` it
    /// gets the program's path, its `argv[0]` and its arguments; by `F` it is opened once, and
    /// need not be there when a program starts. `folder` is where binfmt_misc is mounted.
    pub fn new(target: ElfId, interpreter: &Path, flags: &str, folder: &Path) -> Binfmt {
        Binfmt {
            folder: c_string(folder),
            register: c_string(&folder.join("register")),
            rule: rule(target, interpreter, flags),
        }
    }

    /// Makes it hold in the calling process's user namespace, which has no binfmt_misc yet,
    /// and in those below it. Only that namespace's uid 0 may.
    ///
    /// # Errors
    /// `EPERM` from a kernel before Linux 6.7.
    pub fn register(&self) -> io::Result<()> {
        let kind = c"binfmt_misc";
        let folder = self.folder.as_c_str();
        mount(kind, folder, kind, MountFlags::empty(), None)?;
        write_proc(&self.register, &self.rule)
    }

    /// Makes `command` run as the same user of a namespace in which this holds.
    pub fn apply(self, command: &mut Command) {
        let root = maps(0, 0);
        let user = [geteuid().as_raw(), getegid().as_raw()].map(|id| format!("{id} 0 1\n"));
        let enter = move || {
            own_namespace(&root, UnshareFlags::empty())?;
            self.register()?;
            own_namespace(&user, UnshareFlags::empty())
        };
        // SAFETY: between fork and exec `enter` makes system calls only; it
        // allocates nothing, takes no lock and starts no thread.
        unsafe { command.pre_exec(enter) };
    }
}

/// The line for binfmt_misc's `register` (Documentation/admin-guide/binfmt-misc.rst).
fn rule(target: ElfId, interpreter: &Path, flags: &str) -> Vec<u8> {
    let (class, order) = (target.bits / 32, 1 + u8::from(target.big_endian));
    let ordered = |mut half: [u8; 2]| {
        if target.big_endian {
            half.reverse();
        }
        half
    };
    let mut magic = [b"\x7fELF".as_slice(), &[class, order]].concat();
    let mut mask = vec![0xff; magic.len()];
    // Versions, the ABI's name and padding may be anything.
    magic.resize(16, 0);
    mask.resize(16, 0);
    magic.extend(ordered(PROGRAM));
    mask.extend(ordered(PROGRAM_MASK));
    magic.extend(ordered(target.machine.to_le_bytes()));
    mask.extend([0xff; 2]);
    let mut rule = format!(":target:M::{}:{}:", escaped(&magic), escaped(&mask)).into_bytes();
    rule.extend(interpreter.as_os_str().as_bytes());
    rule.extend(format!(":{flags}").bytes());
    rule
}

fn escaped(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("\\x{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(machine: u16, bits: u8, big_endian: bool) -> String {
        let target = ElfId {
            machine,
            bits,
            big_endian,
        };
        String::from_utf8(rule(target, Path::new("/i"), "P")).unwrap()
    }

    #[test]
    fn a_rule_names_class_order_type_and_machine() {
        let zeros = |count| "\\x00".repeat(count);
        assert_eq!(
            text(183, 64, false),
            format!(
                ":target:M::\\x7f\\x45\\x4c\\x46\\x02\\x01{}\\x02\\x00\\xb7\\x00:{}{}\\xfe\\xff\\xff\\xff:/i:P",
                zeros(10),
                "\\xff".repeat(6),
                zeros(10)
            )
        );
        assert!(text(22, 64, true).contains("\\x00\\x02\\x00\\x16:"));
        assert!(text(22, 64, true).ends_with("\\xff\\xfe\\xff\\xff:/i:P"));
        assert!(text(40, 32, false).contains("\\x46\\x01\\x01\\x00"));
    }
}
