//! Files read and written whole, with errors that name them.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

/// A file that cannot be read or written. `Display` is the whole message.
#[derive(Debug)]
pub struct FileError {
    verb: &'static str,
    file: PathBuf,
    source: io::Error,
}

impl fmt::Display for FileError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { verb, file, source } = self;
        write!(f, "cannot {verb} {}: {source}", file.display())
    }
}

impl std::error::Error for FileError {}

impl FileError {
    /// That of a file which cannot be read, for `map_err`.
    pub fn reading(file: &Path) -> impl Fn(io::Error) -> Self + '_ {
        Self::while_doing("read", file)
    }

    /// That of a file which cannot be written, for `map_err`.
    pub fn writing(file: &Path) -> impl Fn(io::Error) -> Self + '_ {
        Self::while_doing("write", file)
    }

    fn while_doing<'a>(verb: &'static str, file: &'a Path) -> impl Fn(io::Error) -> Self + 'a {
        move |source| Self {
            verb,
            file: file.into(),
            source,
        }
    }
}

/// The bytes of a file.
///
/// # Errors
/// It cannot be read.
pub fn read(file: &Path) -> Result<Vec<u8>, FileError> {
    std::fs::read(file).map_err(FileError::reading(file))
}

/// The text of a file.
///
/// # Errors
/// It cannot be read, or is no UTF-8.
pub fn read_text(file: &Path) -> Result<String, FileError> {
    std::fs::read_to_string(file).map_err(FileError::reading(file))
}

/// Writes a file, replacing what is there.
///
/// # Errors
/// It cannot be written.
pub fn write(file: &Path, bytes: impl AsRef<[u8]>) -> Result<(), FileError> {
    std::fs::write(file, bytes).map_err(FileError::writing(file))
}

#[cfg(test)]
mod tests {
    use super::{read, read_text, write};
    use std::path::Path;

    #[test]
    fn errors_name_the_file() {
        let nowhere = Path::new("nowhere/file");
        for (error, start) in [
            (read(nowhere).unwrap_err(), "cannot read nowhere/file: "),
            (
                read_text(nowhere).unwrap_err(),
                "cannot read nowhere/file: ",
            ),
            (
                write(nowhere, "x").unwrap_err(),
                "cannot write nowhere/file: ",
            ),
        ] {
            let text = error.to_string();
            assert!(text.starts_with(start), "{text}");
        }
    }
}
