//! An extension whose files are called otherwise than its crate and its version.

use pgrx::prelude::*;

pgrx::pg_module_magic!();

/// The crate's version, as compiled.
#[pg_extern]
fn crate_version() -> &'static str {
    env!("CARGO_PKG_VERSION")
}
