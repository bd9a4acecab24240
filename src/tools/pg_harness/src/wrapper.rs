//! The command line that starts a target program, natively or emulated.

use std::ffi::{OsStr, OsString};
use std::os::unix::ffi::{OsStrExt, OsStringExt};
use std::path::{Path, PathBuf};

use crate::spec::ServerSpec;

/// How target programs of one server are started.
#[derive(Clone, Debug)]
pub struct Runner {
    /// The folders of libraries, the server's own first, with colons between.
    libraries: OsString,
    /// Words before the program, whose path is then its `argv[0]` too: loaders before glibc 2.33
    /// have no option for another one.
    head: Vec<OsString>,
    /// The words that start the target's dynamic loader itself.
    pub loader: Vec<OsString>,
    /// A command that shows what runs programs: the emulator, or the tree's C library.
    pub probe: Vec<OsString>,
}

impl Runner {
    /// A runner that sees the tree at `prefix` (see [`crate::prefix`]).
    ///
    /// Natively this is the tree's own dynamic loader with the tree's own
    /// library folder, so that the host's C library is never used.
    pub fn new(spec: &ServerSpec, prefix: &Path) -> Runner {
        let libraries = prefix.join("usr/lib").join(&spec.tuple);
        let mut emulator: Vec<OsString> = Vec::new();
        if let Some(qemu) = &spec.emulator {
            emulator.extend([qemu.into(), "-L".into(), prefix.into()]);
            if let Some(model) = &spec.cpu_model.qemu {
                emulator.extend(["-cpu".into(), model.into()]);
            }
        }
        let loader = [&emulator[..], &[prefix.join(&spec.loader).into()]].concat();
        let loading = by_loader(&loader, libraries.as_os_str());
        let (head, probe) = match &spec.emulator {
            Some(qemu) => (emulator, vec![qemu.into(), "--version".into()]),
            None => {
                let probe = [&loading[..], &[libraries.join("libc.so.6").into()]].concat();
                (loading, probe)
            }
        };
        Runner {
            libraries: libraries.into(),
            head,
            loader,
            probe,
        }
    }

    /// The same, which finds libraries in further folders too, after those that it has.
    ///
    /// The loader is told, by no LD_LIBRARY_PATH: what a target program starts, such as this machine's
    /// shell, would have that too, and take these libraries for its own where the CPU is the same.
    #[must_use]
    pub fn with_libraries(mut self, folders: &[PathBuf]) -> Runner {
        if folders.is_empty() {
            return self;
        }
        for folder in folders {
            self.libraries.push(":");
            self.libraries.push(folder);
        }
        self.head = by_loader(&self.loader, &self.libraries);
        self
    }

    /// The words that start `program`.
    pub fn words(&self, program: &Path) -> Vec<OsString> {
        [&self.head[..], &[program.into()]].concat()
    }

    /// A script that starts `program`; the shell is the one that PostgreSQL itself calls.
    pub fn script(&self, program: &Path) -> Vec<u8> {
        let mut script = self.starting(b"");
        script.push(b' ');
        script.extend(quote(program.as_os_str()).as_bytes());
        script.extend(b" \"$@\"\n");
        script
    }

    /// A script that the kernel calls with a program's path, its `argv[0]` and its
    /// arguments ([`crate::binfmt`]), where there is an emulator.
    pub fn interpreter(&self) -> Vec<u8> {
        let mut script = self.starting(b"program=$1 name=$2\nshift 2\n");
        script.extend(b" -0 \"$name\" \"$program\" \"$@\"\n");
        script
    }

    /// A script's beginning: after `lines`, the runner's own words.
    fn starting(&self, lines: &[u8]) -> Vec<u8> {
        let mut script = [b"#!/bin/sh\n".as_slice(), lines, b"exec"].concat();
        for word in &self.head {
            script.push(b' ');
            script.extend(quote(word).as_bytes());
        }
        script
    }
}

/// The words before a program that the target's own loader starts, with these folders of libraries.
fn by_loader(loader: &[OsString], libraries: &OsStr) -> Vec<OsString> {
    let options = [
        "--inhibit-cache".as_ref(),
        "--library-path".as_ref(),
        libraries,
    ];
    [loader, &options.map(OsStr::to_owned)].concat()
}

/// Quotes a word for the shell.
fn quote(word: &OsStr) -> OsString {
    let mut quoted = vec![b'\''];
    for byte in word.as_bytes() {
        match byte {
            b'\'' => quoted.extend(b"'\\''"),
            other => quoted.push(*other),
        }
    }
    quoted.push(b'\'');
    OsString::from_vec(quoted)
}

#[cfg(test)]
#[path = "wrapper_test.rs"]
mod tests;

#[cfg(test)]
pub(crate) use tests::test_spec;
