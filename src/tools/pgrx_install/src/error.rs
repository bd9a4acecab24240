//! Everything that can go wrong, with the text the user sees.

use crate::control_error::ControlError;
use files::FileError;
use std::path::PathBuf;

/// A reason why nothing was written.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A file cannot be read or written; nothing is left behind of what is written then.
    #[error(transparent)]
    File(#[from] FileError),
    /// A control file or script is unusable, or is not what the build takes it for.
    #[error("{}: {source}", file.display())]
    Control {
        /// The control file or script.
        file: PathBuf,
        /// Why.
        source: ControlError,
    },
}
