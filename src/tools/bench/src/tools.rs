//! The pinned toolchain in the form in which cargo takes one: programs by absolute
//! path, which need flags of their own, and one Rust sysroot.
//!
//! ```text
//! bin/rustc           rustc --sysroot <rust>
//! bin/<cpu>-cc        clang for one target, against its sysroot, with lld
//! bin/build-cc        the same for build scripts and proc-macros
//! rust/lib/rustlib/   links to the standard libraries
//! ```

use std::collections::BTreeMap;
use std::fs::{self, Permissions};
use std::os::unix::fs::{symlink, PermissionsExt};
use std::path::{Path, PathBuf};

use crate::bazel::Bazel;
use crate::error::{io, Error, Result};
use crate::rows::{Execution, Target};

/// Linker flags of `build/llvm/config.bzl`, beside `-fuse-ld=lld`.
const HARDENING: &str = "-Wl,-z,relro -Wl,-z,now";

/// A toolchain for cargo.
#[derive(Debug)]
pub struct Tools {
    folder: PathBuf,
    programs: PathBuf,
}

impl Tools {
    /// Lays the toolchain out in `folder`.
    pub fn create(
        folder: PathBuf,
        bazel: &Bazel,
        execution: &Execution,
        targets: &[&Target],
    ) -> Result<Tools> {
        let tools = Tools {
            folder,
            programs: bazel.repository(&execution.programs),
        };
        let rustlib = tools.folder.join("rust/lib/rustlib");
        fs::create_dir_all(&rustlib).map_err(io("make", &rustlib))?;
        let mut std: BTreeMap<&str, &str> = BTreeMap::new();
        std.insert(&execution.triple, &execution.std);
        std.extend(targets.iter().map(|t| (t.triple.as_str(), t.std.as_str())));
        for (triple, repository) in std {
            let from = bazel
                .repository(repository)
                .join("lib/rustlib")
                .join(triple);
            let link = rustlib.join(triple);
            symlink(from, &link).map_err(io("link", &link))?;
        }
        let rust = tools.folder.join("rust");
        tools.wrap("rustc", "rustc", &format!("--sysroot={}", rust.display()))?;
        tools.wrap(
            "build-cc",
            "clang",
            &tools.flags(bazel, &execution.tuple, &execution.sysroot),
        )?;
        for target in targets {
            let flags = tools.flags(bazel, &target.tuple, &target.sysroot) + " " + HARDENING;
            tools.wrap(&format!("{}-cc", target.cpu), "clang", &flags)?;
        }
        Ok(tools)
    }

    fn flags(&self, bazel: &Bazel, tuple: &str, sysroot: &str) -> String {
        let sysroot = bazel.repository(sysroot);
        // Compiling, clang would complain of flags that only linking takes.
        format!(
            "--target={tuple} --sysroot={} -fuse-ld=lld -Wno-unused-command-line-argument",
            sysroot.display()
        )
    }

    fn wrap(&self, name: &str, program: &str, flags: &str) -> Result<()> {
        let path = self.wrapper(name);
        let parent = path.parent().expect("a file in a folder");
        fs::create_dir_all(parent).map_err(io("make", parent))?;
        let program = self.program(program);
        let script = format!("#!/bin/sh\nexec {} {flags} \"$@\"\n", program.display());
        fs::write(&path, script).map_err(io("write", &path))?;
        fs::set_permissions(&path, Permissions::from_mode(0o755)).map_err(io("write", &path))
    }

    /// A program with its flags: `rustc`, `build-cc` or `<cpu>-cc`.
    pub fn wrapper(&self, name: &str) -> PathBuf {
        self.folder.join("bin").join(name)
    }

    /// A program of the toolchain as it is.
    pub fn program(&self, name: &str) -> PathBuf {
        self.programs.join("bin").join(name)
    }

    /// The folder of libclang.
    pub fn lib(&self) -> PathBuf {
        self.programs.join("lib")
    }

    /// clang's own headers: `lib/clang/<version>`.
    pub fn resources(&self) -> Result<PathBuf> {
        let folder = self.lib().join("clang");
        let mut versions = list(&folder)?;
        versions.sort();
        versions.pop().ok_or_else(|| Error::Io {
            action: "find clang's headers in",
            path: folder,
            source: std::io::ErrorKind::NotFound.into(),
        })
    }
}

fn list(folder: &Path) -> Result<Vec<PathBuf>> {
    let entries = fs::read_dir(folder).map_err(io("read", folder))?;
    Ok(entries.flatten().map(|entry| entry.path()).collect())
}
