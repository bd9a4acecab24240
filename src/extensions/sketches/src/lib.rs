//! Mergeable sketches for PostgreSQL: approximate distinct counts and quantiles.
//!
//! Two SQL types hold what has been seen: `hll_sketch` (how many different
//! values) and `quantile_sketch` (how the values are spread). Sketches are small,
//! are built by parallel aggregates, and merge without looking at the rows again.
//!
//! | module       | what it owns                                                   |
//! |--------------|----------------------------------------------------------------|
//! | [`format`]   | the sketches and their bytes; pure Rust, knows no PostgreSQL   |
//! | [`datum`]    | sketches as SQL values                                         |
//! | [`value`]    | SQL values as the bytes that are hashed                        |
//! | [`hll`]      | the SQL of `hll_sketch`                                        |
//! | [`quantile`] | the SQL of `quantile_sketch`                                   |
//! | [`settings`] | the configuration parameters                                   |
//! | [`report`]   | errors and their SQLSTATEs                                     |
//! | [`column`]   | `approx_column_distinct`, through SPI                          |
//! | [`facts`]    | what this library was built for                                |
//! | [`selftest`] | what a packager runs on a new platform                         |
//!
//! A sketch has the same bytes on every architecture: values are hashed and
//! sketches are stored in little-endian order, whatever the machine's own is.

// pgrx reports an `ErrorReport` with its SQLSTATE only where it is the error type
// itself, not behind a box.
#![allow(clippy::result_large_err)]

use pgrx::prelude::*;

mod aggregate;
mod column;
mod datum;
mod facts;
mod format;
mod hll;
mod quantile;
mod report;
mod selftest;
mod settings;
mod value;

::pgrx::pg_module_magic!(name, version);

/// Runs once per backend, when PostgreSQL loads the library.
#[pg_guard]
pub extern "C-unwind" fn _PG_init() {
    settings::register();
}
