//! An extension's control file, read as PostgreSQL reads it.
//!
//! ```text
//! text -> scan (tokens of a line) -> ControlFile (parameters) -> Module (whose library)
//!                                                             -> requires (other extensions)
//! ```
//!
//! The grammar is that of PostgreSQL's `guc-file.l`, which also reads
//! `postgresql.conf`. `build/extension/control.bzl` has it for repository rules;
//! the tests of both have the same rows.

mod module;
mod parse;
mod requires;
mod scan;

pub use module::{Folder, Module};
pub use parse::{ControlFile, ParseError};

#[cfg(test)]
mod parse_test;
