//! The HTTP interface of a registry (OCI distribution specification 1.1).
//!
//! ```text
//! api, upload, referrers -> client -> attempt (backoff)
//!                                 -> auth (Basic, Bearer), tls -> ureq, rustls
//! ```

mod answer;
mod api;
mod attempt;
mod auth;
mod client;
mod referrers;
mod tls;
mod upload;

pub use api::{plain_http, Registry};
pub use attempt::Settings;
