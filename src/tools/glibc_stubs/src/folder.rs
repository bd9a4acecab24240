//! The folder that a link looks into before the sysroot.
//!
//! ```text
//! libc.so.6, libm.so.6, ...   stubs
//! libc.so, libm.so, ...       what `-lc`, `-lm` name: linker scripts, as the sysroot has them
//! libc_nonshared.a            the sysroot's members, and functions that were no symbols then
//! ```

use crate::choose::Stub;
use crate::homes::parts;
use crate::write::write;
use crate::Error;
use files::FileError;
use object::read::archive::ArchiveFile;
use std::fs::File;
use std::path::{Path, PathBuf};

/// What a link that names one of glibc's libraries finds: its script and what that must have.
const SCRIPTS: &[(&str, &str, &str)] = &[
    ("libm.so", "libm.so.6", "libmvec.so.1"),
    ("libresolv.so", "libresolv.so.2", ""),
    ("libgcc_s.so", "libgcc_s.so.1", ""),
];

/// Writes all of it into `folder`, which is there.
///
/// # Errors
/// A library is missing, or a file cannot be read or written.
pub fn write_folder(
    folder: &Path,
    stubs: &[Stub],
    nonshared: &Path,
    members: &[PathBuf],
    loader: &str,
) -> Result<(), Error> {
    let has = |soname: &str| stubs.iter().any(|stub| stub.soname == soname);
    for stub in stubs {
        files::write(&folder.join(stub.soname), write(stub))?;
    }
    for soname in ["libc.so.6", "libm.so.6", "libresolv.so.2", "libgcc_s.so.1"] {
        if !has(soname) {
            return Err(Error::Missing { soname });
        }
    }
    for (name, soname, as_needed) in SCRIPTS {
        let more = if has(as_needed) {
            format!(" AS_NEEDED ( {as_needed} )")
        } else if *name == "libgcc_s.so" {
            " -lgcc".to_owned()
        } else {
            String::new()
        };
        files::write(&folder.join(name), format!("GROUP ( {soname}{more} )\n"))?;
    }
    let mut as_needed: Vec<&str> = parts().collect();
    as_needed.push(loader);
    as_needed.retain(|soname| has(soname));
    let libc = format!(
        "GROUP ( libc.so.6 libc_nonshared.a AS_NEEDED ( {} ) )\n",
        as_needed.join(" ")
    );
    files::write(&folder.join("libc.so"), libc)?;
    join(nonshared, members, &folder.join("libc_nonshared.a"))
}

/// An archive's members and further ones. It has no index: lld reads the members.
///
/// # Errors
/// A file cannot be read or written.
pub fn join(archive: &Path, members: &[PathBuf], out: &Path) -> Result<(), Error> {
    let damaged = |source| FileError::reading(archive)(std::io::Error::other(source));
    let read = files::read(archive)?;
    let mut all = Vec::new();
    for member in ArchiveFile::parse(&*read).map_err(damaged)?.members() {
        let member = member.map_err(damaged)?;
        let bytes = member.data(&*read).map_err(damaged)?;
        let name = member.name();
        // A slash ends a name, and so do a line's end, NUL and, at its end, blanks.
        let usable = |byte: &u8| byte.is_ascii_graphic() && *byte != b'/';
        if name.is_empty() || !name.iter().all(usable) {
            let source = "a member's name is empty or has a slash, a blank or the like in it";
            return Err(FileError::reading(archive)(std::io::Error::other(source)).into());
        }
        all.push((name.to_vec(), bytes.to_vec()));
    }
    for path in members {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let bytes = files::read(path)?;
        all.push((name.into_owned().into_bytes(), bytes));
    }
    if all.is_empty() {
        // The builder writes it with the first member.
        return Ok(files::write(out, object::archive::MAGIC)?);
    }
    let created = File::create(out).map_err(FileError::writing(out))?;
    let names = all.iter().map(|(name, _)| name.clone()).collect();
    let mut builder = ar::GnuBuilder::new(created, names);
    for (name, bytes) in all {
        let mut header = ar::Header::new(name, bytes.len() as u64);
        header.set_mode(0o644);
        builder
            .append(&header, &*bytes)
            .map_err(FileError::writing(out))?;
    }
    Ok(())
}
