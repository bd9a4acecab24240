//! Crates that are linked into something: who they are and how they are licensed.
//!
//! ```text
//! <name>.crates.json, Cargo.toml of each -> crates -> notices (one text)
//!                                             \-----> src/tools/sbom
//! ```

pub mod crates;
mod error;
pub mod notices;

pub use crates::Crate;
pub use error::Error;
