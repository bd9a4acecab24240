//! The GNU C library as it was in an older release, for links.
//!
//! ```text
//! libc.so.6, libm.so.6, ... of a sysroot -> library -> choose(floor) -> write -> folder
//!                                                         \-> what came later
//! ```
//!
//! A library that is linked with such a stub asks for no version that is newer than the
//! floor, whatever headers it was compiled with; what has come since stays undefined.

pub mod choose;
mod error;
pub mod folder;
pub mod homes;
pub mod library;
pub mod version;
pub mod write;

pub use error::Error;
