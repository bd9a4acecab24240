//! Namespaces of one's own, which take no right: users, mounts and more.

use std::ffi::CString;
use std::io;
use std::os::unix::ffi::OsStrExt;
use std::path::Path;

use rustix::fs::{open, Mode, OFlags};
use rustix::mount::{mount_change, MountPropagationFlags};
use rustix::process::{getegid, geteuid};
use rustix::thread::{self, UnshareFlags};

/// Content of `/proc/self/uid_map` and `gid_map`: the caller as these, and nobody else.
pub fn maps(uid: u32, gid: u32) -> [String; 2] {
    let (outer_uid, outer_gid) = (geteuid().as_raw(), getegid().as_raw());
    [(uid, outer_uid), (gid, outer_gid)].map(|(inner, outer)| format!("{inner} {outer} 1\n"))
}

/// Gives the calling process users and mounts of its own, and what `others` name; for a
/// child between fork and exec, so nothing here allocates.
pub fn own_namespace(maps: &[String; 2], others: UnshareFlags) -> io::Result<()> {
    let flags = UnshareFlags::NEWUSER | UnshareFlags::NEWNS | others;
    // SAFETY: unsafe only for CLONE_FILES, which is not asked for.
    unsafe { thread::unshare_unsafe(flags)? };
    // Unprivileged users may map their gid only once setgroups(2) is given up.
    write_proc(c"/proc/self/setgroups", b"deny")?;
    write_proc(c"/proc/self/uid_map", maps[0].as_bytes())?;
    write_proc(c"/proc/self/gid_map", maps[1].as_bytes())?;
    let private = MountPropagationFlags::PRIVATE | MountPropagationFlags::REC;
    mount_change(c"/", private)?;
    Ok(())
}

/// Writes to a file of the kernel's, at once.
pub(crate) fn write_proc(path: &std::ffi::CStr, content: &[u8]) -> io::Result<()> {
    let file = open(path, OFlags::WRONLY | OFlags::CLOEXEC, Mode::empty())?;
    rustix::io::write(&file, content)?;
    Ok(())
}

/// A path for a system call.
pub(crate) fn c_string(path: &Path) -> CString {
    CString::new(path.as_os_str().as_bytes()).expect("a path that exists holds no NUL")
}
