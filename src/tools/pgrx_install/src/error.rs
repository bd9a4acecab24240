//! Everything that can go wrong, with the text the user sees.

use crate::control_error::ControlError;
use std::path::PathBuf;

/// A reason why nothing was written.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// An input cannot be read.
    #[error("cannot read {}: {source}", file.display())]
    Read {
        /// The input.
        file: PathBuf,
        /// The system's reason.
        source: std::io::Error,
    },
    /// An output cannot be written; nothing of it is left behind.
    #[error("cannot write {}: {source}", file.display())]
    Write {
        /// The output.
        file: PathBuf,
        /// The system's reason.
        source: std::io::Error,
    },
    /// A control file or script is unusable, or is not what the build takes it for.
    #[error("{}: {source}", file.display())]
    Control {
        /// The control file or script.
        file: PathBuf,
        /// Why.
        source: ControlError,
    },
}
