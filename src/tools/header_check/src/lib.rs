//! Do PostgreSQL's headers belong to the server that an extension will be loaded into?
//!
//! pgrx's guide to cross-compiling warns that headers of another PostgreSQL than the server's
//! "will probably not be detected at build time". Here they are: both sides are read as files,
//! the headers as text and the server as ELF, nothing is run, and each fact is compared.
//!
//! ```text
//! pg_config.h, catalog/catversion.h --headers--+
//!                                              +--compare--> report, or every difference
//! bin/postgres ----------server, setting-------+
//! ```

mod compare;
mod error;
mod headers;
mod server;
mod setting;
#[cfg(test)]
mod tiny_program;

pub use compare::{compare, declared, Fact};
pub use error::Error;
pub use headers::Headers;
pub use server::Server;

/// The facts compared, one a line, as `name: value`.
#[must_use]
pub fn report(facts: &[Fact]) -> String {
    facts
        .iter()
        .map(|fact| format!("{}: {}\n", fact.name, fact.headers))
        .collect()
}
