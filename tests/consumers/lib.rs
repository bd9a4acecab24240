//! Modules that depend on rules_pgrx, as a user would have them, in a Bazel of the test's own.

mod bazel;
mod consumer;
pub mod packed;
pub mod release;
pub mod sql;

pub use bazel::{bazel, Bazel};
pub use consumer::{text_of, Consumer};
