//! Says what something is made of, as an SPDX 2.3 document in JSON.
//!
//! ```text
//! files -----------------------------> files   --+
//! crates ----------------> crates ---> packages +-> document -> <name>.spdx.json
//! thirdparty/debian locks -> debian --> packages +
//! ```
//!
//! The same inputs give the same bytes: nothing of the machine is in it, of the hour only where a
//! build is stamped, and its namespace is made from its content.

pub mod crates;
pub mod debian;
pub mod document;
mod error;
pub mod files;
pub mod purl;
pub mod spdx;
pub mod supplier;
pub mod time;

pub use document::{document, Subject};
pub use error::Error;
