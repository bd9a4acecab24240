//! What `oci_push` sends, in a real registry, read back by clients of other houses.
//!
//! Each test starts a registry of its own on a free port of this machine.
//!
//! ```text
//! server, tools, layouts, proxy,      what the tests stand on
//!   refusing, described
//! read_back, referrers, sbom, base,   good cases
//!   rules, layout_clients
//! failures, access, signature         bad ones
//! ```

mod access;
mod base;
mod described;
mod failures;
mod layout_clients;
mod layouts;
mod proxy;
mod read_back;
mod referrers;
mod refusing;
mod rules;
mod sbom;
mod server;
mod signature;
mod tools;
