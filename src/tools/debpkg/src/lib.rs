//! Makes a Debian package of an extension.
//!
//! ```text
//! files -> package_tree --+--> data.tar.gz ----------------+
//!   |          ^          +--> md5sums, Installed-Size --+ +--> .deb
//!   |          +---- documentation: copyright, changelog | |
//!   +-> ELF: target, libraries -> Depends -> control ----+-+
//! ```
//!
//! The format is deb(5); the fields are those of Debian Policy, chapter 5.

pub mod common_licences;
pub mod control;
pub mod dependencies;
pub mod documentation;
mod error;
pub mod package;
pub mod required;
pub mod target;

pub use error::Error;
