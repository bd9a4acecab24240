//! What a running backend has mapped, by the backend's own account: its program, and
//! libraries of the server root or an extension alone.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use crate::elf::ElfId;
use crate::error::{self, Error, Result};
use crate::server::Server;

/// Every file that a backend has mapped, by the backend's own account.
pub fn mapped_files(server: &Server) -> Result<BTreeSet<PathBuf>> {
    let maps = server.query("postgres", &["SELECT pg_read_file('/proc/self/maps')"])?;
    Ok(parse_maps(&maps))
}

fn parse_maps(maps: &str) -> BTreeSet<PathBuf> {
    let paths = maps
        .lines()
        .filter_map(|line| Some(&line[line.find('/')?..]));
    paths
        .filter(|path| !path.ends_with(" (deleted)"))
        .map(PathBuf::from)
        .collect()
}

/// The `postgres` among these files; an error where it is not there, or not that of the server root.
pub fn running_binary(files: &BTreeSet<PathBuf>, server: &Server) -> Result<ElfId> {
    let installation = &server.installation;
    let running = installation.running("postgres");
    let running = fs::canonicalize(&running).map_err(error::file("find", &running))?;
    if !files.contains(&running) {
        return Err(Error::Proof(format!(
            "a backend has not mapped {running:?}, but {files:?}"
        )));
    }
    let original = installation.spec.bin_dir().join("postgres");
    let bytes = |file: &Path| fs::read(file).map_err(error::file("read", file));
    if bytes(&running)? != bytes(&original)? {
        return Err(Error::Proof(format!("{running:?} is not {original:?}")));
    }
    let id = ElfId::read(&running)?;
    id.ok_or_else(|| Error::Proof(format!("{running:?} is no ELF file")))
}

/// Counts the shared libraries; each must be one of the server root, or one of
/// the installation, which has the extensions' too.
pub fn check_libraries(files: &BTreeSet<PathBuf>, server: &Server) -> Result<usize> {
    let spec = &server.installation.spec;
    let folders = [
        spec.usr().join("lib").join(&spec.tuple),
        server.installation.library_dir(),
    ];
    let mut known = BTreeSet::new();
    for folder in &folders {
        known.extend(real_files(folder)?);
    }
    let own = spec.postgres.as_ref().and_then(|own| {
        let program = fs::canonicalize(spec.bin_dir().join("postgres")).ok()?;
        let below = own.prefix.join(&spec.layout.programs);
        let tree = program.ancestors().nth(below.components().count() + 1);
        tree.map(Path::to_owned)
    });
    let is_own = |file: &Path| own.as_ref().is_some_and(|own| file.starts_with(own));
    let libraries: Vec<_> = files.iter().filter(|f| is_library(f)).collect();
    match libraries
        .iter()
        .find(|l| !known.contains(**l) && !is_own(l))
    {
        Some(foreign) => Err(Error::Proof(format!(
            "a backend has mapped {}, which is not from {folders:?}",
            foreign.display()
        ))),
        None => Ok(libraries.len()),
    }
}

fn is_library(file: &Path) -> bool {
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    name.ends_with(".so") || name.contains(".so.")
}

/// The files of a folder that may be made of links.
fn real_files(folder: &Path) -> Result<BTreeSet<PathBuf>> {
    let entries = fs::read_dir(folder).map_err(error::file("list", folder))?;
    let real = entries
        .flatten()
        .filter_map(|e| fs::canonicalize(e.path()).ok());
    Ok(real.collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn libraries_are_told_by_their_names() {
        let names = ["/a/libc.so.6", "/a/x.so", "/a/locale-archive", "/a/x.sort"];
        assert_eq!(
            names.map(|n| is_library(Path::new(n))),
            [true, true, false, false]
        );
    }

    #[test]
    fn maps_give_each_file_once() {
        let maps = "1-2 r--p 0 fe:00 7   /a/libc.so.6\n2-3 r-xp 0 fe:00 7   /a/libc.so.6\n\
                    3-4 rw-p 0 00:00 0   [heap]\n4-5 rw-s 0 00:01 9   /dev/zero (deleted)\n";
        assert_eq!(
            parse_maps(maps),
            BTreeSet::from([PathBuf::from("/a/libc.so.6")])
        );
    }
}
