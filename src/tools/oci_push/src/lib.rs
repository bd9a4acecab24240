//! Pushing an OCI layout to a registry.
//!
//! ```text
//! layout -> plan (read and checked) -> push -> blobs, manifests, referrers, signatures, tags
//!                                       |
//!             docker's configuration -> registry (HTTP, TLS, credentials, attempts)
//! ```
//!
//! What the registry has is not sent; tags are written last, so that no tag ever
//! names something incomplete or unsigned.

mod blobs;
pub mod credentials;
mod error;
pub mod plan;
pub mod progress;
pub mod push;
pub mod registry;
pub mod repository;
pub mod signer;

pub use error::{Error, Result};
