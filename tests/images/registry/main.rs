//! What `oci_push` sends, in a real registry, read back by clients of other houses.
//!
//! Each test starts a registry of its own on a free port of this machine.
//!
//! ```text
//! server, tools, layouts, proxy       what the tests stand on
//! read_back, referrers, base, rules   good cases
//! failures, access, signature         bad ones
//! ```

mod access;
mod base;
mod failures;
mod layouts;
mod proxy;
mod read_back;
mod referrers;
mod rules;
mod server;
mod signature;
mod tools;
