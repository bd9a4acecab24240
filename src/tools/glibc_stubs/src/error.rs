//! Everything that can go wrong.

use files::FileError;
use std::fmt;
use std::path::PathBuf;

/// Why no stubs were written. `Display` is the whole message.
#[derive(Debug)]
pub enum Error {
    /// A file cannot be read or written.
    File(FileError),
    /// An input is something else than ELF.
    NotElf {
        /// The input.
        file: PathBuf,
    },
    /// An input is ELF, but cut off or damaged.
    Damaged {
        /// The input.
        file: PathBuf,
        /// The parser's reason.
        source: object::read::Error,
    },
    /// A library of the C library is missing, so that a link would take today's.
    Missing {
        /// What is missing.
        soname: &'static str,
    },
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File(error) => error.fmt(f),
            Self::NotElf { file } => write!(
                f,
                "{}: not an ELF file; --library wants shared libraries of a sysroot",
                file.display()
            ),
            Self::Damaged { file, source } => {
                write!(f, "{}: damaged ELF file: {source}", file.display())
            }
            Self::Missing { soname } => write!(
                f,
                "no {soname} among the libraries: --library wants those of a sysroot, all of them"
            ),
        }
    }
}

impl std::error::Error for Error {}

impl From<FileError> for Error {
    fn from(error: FileError) -> Self {
        Self::File(error)
    }
}

#[cfg(test)]
mod tests {
    use crate::folder::{join, write_folder};
    use crate::library::Library;
    use std::path::PathBuf;

    fn file(name: &str, bytes: &[u8]) -> PathBuf {
        let path = PathBuf::from(std::env::var("TEST_TMPDIR").unwrap()).join(name);
        std::fs::write(&path, bytes).unwrap();
        path
    }

    fn said_of(name: &str, bytes: &[u8]) -> String {
        Library::read(&file(name, bytes)).unwrap_err().to_string()
    }

    #[test]
    fn what_is_no_library_is_named() {
        let script = said_of("libm.so", b"GROUP ( libm.so.6 )");
        let end = "libm.so: not an ELF file; --library wants shared libraries of a sysroot";
        assert!(script.ends_with(end), "{script}");
        let cut = said_of("libc.so.6", b"\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0");
        assert!(cut.contains("libc.so.6: damaged ELF file: "), "{cut}");
        let gone = Library::read("nowhere.so.1".as_ref()).unwrap_err();
        let start = "cannot read nowhere.so.1: No such file";
        assert!(gone.to_string().starts_with(start), "{gone}");
    }

    #[test]
    fn an_archive_with_a_name_that_cannot_be_written_is_named() {
        for name in ["/x", "x\n", "\0", ""] {
            let header = format!("{name:48}{:<10}`\n", 0);
            let archive = file("name.a", &[b"!<arch>\n", header.as_bytes()].concat());
            let error = join(&archive, &[], &archive.with_extension("out")).unwrap_err();
            let end = "name.a: a member's name is empty or has a slash, a blank or the like in it";
            assert!(error.to_string().ends_with(end), "{error}");
        }
    }

    #[test]
    fn a_damaged_archive_is_named() {
        // The table of names is said to be longer than the file.
        let header = format!("{:48}{:<10}`\n", "//", 9_999_999_999_u64);
        let archive = file("cut.a", &[b"!<arch>\n", header.as_bytes()].concat());
        let error = join(&archive, &[], &archive.with_extension("out")).unwrap_err();
        let end = "cut.a: Archive member size is too large";
        assert!(error.to_string().ends_with(end), "{error}");
    }

    #[test]
    fn an_archive_of_no_members_is_one() {
        let archive = file("none.a", b"!<arch>\n");
        let out = archive.with_extension("out");
        join(&archive, &[], &out).unwrap();
        assert_eq!(std::fs::read(out).unwrap(), b"!<arch>\n");
    }

    #[test]
    fn what_is_missing_is_named() {
        let folder = std::env::var("TEST_TMPDIR").unwrap();
        let archive = file("libc_nonshared.a", b"!<arch>\n");
        let write = |folder: &str| write_folder(folder.as_ref(), &[], &archive, &[], "ld.so.1");
        assert_eq!(
            write(&folder).unwrap_err().to_string(),
            "no libc.so.6 among the libraries: --library wants those of a sysroot, all of them"
        );
    }
}
