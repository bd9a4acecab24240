//! Everything that can go wrong, with the text the user sees.

use crate::control_error::ControlError;
use files::FileError;
use std::fmt;
use std::path::PathBuf;

/// A reason why nothing was written.
#[derive(Debug)]
pub enum Error {
    /// A file cannot be read or written; nothing is left behind of what is written then.
    File(FileError),
    /// A control file or script is unusable, or is not what the build takes it for.
    Control {
        /// The control file or script.
        file: PathBuf,
        /// Why.
        source: ControlError,
    },
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File(error) => error.fmt(f),
            Self::Control { file, source } => write!(f, "{}: {source}", file.display()),
        }
    }
}

impl std::error::Error for Error {}

impl From<FileError> for Error {
    fn from(error: FileError) -> Self {
        Self::File(error)
    }
}
