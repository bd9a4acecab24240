//! What a target program sees instead of the host's `/usr` and `/etc`.
//!
//! A small tree of links, L: `usr` leads into the server root; `lib` and
//! `lib64` lead into `usr`, whether or not the unpacked packages brought these
//! links; `etc` is made here. An emulator looks below L first (qemu's `-L`), and
//! all programs get `etc` and `shm` (a private `/dev/shm`) by bind mounts, where
//! these are permitted ([`crate::isolation`]).

use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;

use crate::error::{self, Result};
use crate::spec::ServerSpec;

/// The one user that exists for target programs.
pub const USER: &str = "postgres";

/// Writes the tree to `dir`, which must not exist; `uid` gets a name.
pub fn create(dir: &Path, spec: &ServerSpec, uid: u32) -> Result<()> {
    let etc = dir.join("etc");
    for folder in [&etc, &dir.join("shm")] {
        fs::create_dir_all(folder).map_err(error::file("make", folder))?;
    }
    let links = [
        (spec.usr(), "usr"),
        ("usr/lib".into(), "lib"),
        ("usr/lib64".into(), "lib64"),
    ];
    for (target, name) in links {
        let link = dir.join(name);
        symlink(target, &link).map_err(error::file("link", &link))?;
    }
    for (name, text) in etc_files(uid) {
        let path = etc.join(name);
        fs::write(&path, text).map_err(error::file("write", &path))?;
    }
    Ok(())
}

/// Name and content of all files in `etc`. The loader's two files are there and
/// empty, since an absent one would be looked for on the host.
fn etc_files(uid: u32) -> [(&'static str, String); 5] {
    [
        (
            "passwd",
            format!("{USER}:x:{uid}:{uid}::/nonexistent:/bin/sh\n"),
        ),
        ("group", format!("{USER}:x:{uid}:\n")),
        ("nsswitch.conf", "passwd: files\ngroup: files\n".into()),
        ("ld.so.cache", String::new()),
        ("ld.so.preload", String::new()),
    ]
}
