//! As whom, and seeing what, target programs run.
//!
//! PostgreSQL refuses uid 0, and Bazel's sandbox may map nothing but uid 0; so
//! each target program gets a user namespace of its own where its uid is another
//! number for the same user. There it can also have, without any right:
//!
//! - the tree's `/etc` and `/usr/share` over the host's: C library and server
//!   have these paths (`/etc/passwd`, `/usr/share/zoneinfo`) built in, and a
//!   native program would use the host's;
//! - shared memory of its own, so that a killed server leaves none behind.

use std::ffi::CString;
use std::io;
use std::path::Path;

use rustix::mount::mount_bind_recursive;
use rustix::process::{geteuid, Gid, Uid};
use rustix::thread::{self, CapabilitySet, CapabilitySets, UnshareFlags};

use crate::namespace::{c_string, maps, own_namespace};
use crate::spec::ServerSpec;

/// The uid that target programs see in their user namespace: any but 0.
const INNER_UID: u32 = 1000;
/// `nobody` on every Linux; used where root may not make a user namespace.
const NOBODY: u32 = 65534;

/// One way of starting target programs.
#[derive(Clone, Debug)]
pub enum Isolation {
    /// As this process is.
    Direct,
    /// In a user namespace, with these folders bound over those.
    Namespace {
        /// Content of `/proc/self/uid_map` and `/proc/self/gid_map`.
        maps: [String; 2],
        /// (what, over what)
        binds: Vec<(CString, CString)>,
    },
    /// As another user of the machine; needs root.
    SetUid,
}

impl Isolation {
    /// The ways to be tried, best first; `prefix` is the tree that
    /// [`crate::prefix`] made.
    pub fn candidates(spec: &ServerSpec, prefix: &Path) -> Vec<Isolation> {
        let over = [
            (prefix.join("etc"), "/etc"),
            (prefix.join("shm"), "/dev/shm"),
            (spec.usr().join("share"), "/usr/share"),
        ];
        // Bazel's sandboxes may be in /dev/shm, and would vanish with it.
        let present = over
            .iter()
            .filter(|(_, to)| Path::new(to).is_dir() && !prefix.starts_with(to));
        let namespace = Isolation::Namespace {
            maps: maps(INNER_UID, INNER_UID),
            binds: present
                .map(|(from, to)| (c_string(from), c_string(Path::new(to))))
                .collect(),
        };
        let other = match geteuid().is_root() {
            true => Isolation::SetUid,
            false => Isolation::Direct,
        };
        vec![namespace, other]
    }

    /// The uid that a target program sees as its own.
    pub fn uid(&self) -> u32 {
        match self {
            Isolation::Direct => geteuid().as_raw(),
            Isolation::Namespace { .. } => INNER_UID,
            Isolation::SetUid => NOBODY,
        }
    }

    /// Why this way is not even worth a trial for a native server: without the
    /// bound folders it needs two things of the host. Target programs look up
    /// users in files alone, since other name services need the host's libraries.
    pub fn obstacle(&self, native: bool) -> Option<String> {
        if !native || matches!(self, Isolation::Namespace { .. }) {
            return None;
        }
        let passwd = std::fs::read_to_string("/etc/passwd").unwrap_or_default();
        if !names_uid(&passwd, self.uid()) {
            return Some(format!("/etc/passwd does not name uid {}", self.uid()));
        }
        let zones = Path::new("/usr/share/zoneinfo");
        let lacks = || "the host has no /usr/share/zoneinfo".to_owned();
        (!zones.is_dir()).then(lacks)
    }

    /// One line for the log.
    pub fn describe(&self) -> String {
        match self {
            Isolation::Direct => "as this user".into(),
            Isolation::SetUid => format!("as uid {NOBODY}"),
            Isolation::Namespace { binds, .. } => {
                let over = binds.iter().map(|(_, to)| to.to_string_lossy());
                let own: String = over.map(|to| format!(", with its own {to}")).collect();
                format!("as uid {INNER_UID} of a user namespace{own}")
            }
        }
    }

    /// Applies this to the calling process; for a child between fork and exec,
    /// so nothing here allocates.
    pub(crate) fn enter(&self) -> io::Result<()> {
        match self {
            Isolation::Direct => Ok(()),
            Isolation::Namespace { maps, binds } => enter_namespace(maps, binds),
            Isolation::SetUid => become_nobody(),
        }
    }
}

fn enter_namespace(maps: &[String; 2], binds: &[(CString, CString)]) -> io::Result<()> {
    own_namespace(maps, UnshareFlags::NEWIPC)?;
    for (from, to) in binds {
        mount_bind_recursive(from.as_c_str(), to.as_c_str())?;
    }
    Ok(())
}

/// Gives up root, but where possible not the right to read root's files: the
/// server's tree is in Bazel's output folder, which may be below `/root`.
fn become_nobody() -> io::Result<()> {
    // Otherwise access(2), which emulators ask, would not count the right below.
    let fixup = thread::CapabilitiesSecureBits::NO_SETUID_FIXUP;
    let _may_be_refused = thread::set_capabilities_secure_bits(fixup);
    thread::set_keep_capabilities(true)?;
    thread::set_thread_groups(&[])?;
    thread::set_thread_gid(Gid::from_raw(NOBODY))?;
    thread::set_thread_uid(Uid::from_raw(NOBODY))?;
    let keep = CapabilitySet::DAC_OVERRIDE;
    let sets = CapabilitySets {
        effective: keep,
        permitted: keep,
        inheritable: keep,
    };
    let kept = thread::set_capabilities(None, sets)
        .and_then(|()| thread::configure_capability_in_ambient_set(keep, true));
    // Not being able to keep it matters only if the files are unreadable, which shows.
    let _may_be_refused = kept;
    Ok(())
}

/// Whether the text of a `passwd` file has a line for `uid`.
fn names_uid(passwd: &str, uid: u32) -> bool {
    let uid = uid.to_string();
    passwd
        .lines()
        .any(|line| line.split(':').nth(2) == Some(&uid))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_third_field_is_the_uid() {
        let passwd = "root:x:0:7::/:\nnobody:x:65534:65534::/:\n";
        assert!(names_uid(passwd, 65534));
        assert!(!names_uid(passwd, 7));
        assert!(!names_uid("", 0));
    }

    #[test]
    fn a_sandbox_in_memory_is_not_hidden() {
        let spec = r#"{"cpu": "some", "major": 17, "root": "/r", "tuple": "t", "loader": "l",
            "layout": {"library": "l", "programs": "p", "share": "s"}}"#;
        let spec: ServerSpec = serde_json::from_str(spec).unwrap();
        let said = |prefix| Isolation::candidates(&spec, Path::new(prefix))[0].describe();
        assert!(!said("/dev/shm/sandbox/prefix").contains("/dev/shm"));
        let there = Path::new("/dev/shm").is_dir();
        assert_eq!(said("/tmp/prefix").contains("/dev/shm"), there);
    }

    #[test]
    fn emulated_programs_need_nothing_of_the_host() {
        assert_eq!(Isolation::SetUid.obstacle(false), None);
    }
}
