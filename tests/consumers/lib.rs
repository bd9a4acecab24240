//! Modules that depend on rules_pgrx, as a user would have them, in a Bazel of the test's own.

mod bazel;
mod consumer;
pub mod sql;

pub use bazel::{bazel, Bazel};
pub use consumer::{text_of, Consumer};

/// CPUs and majors that this test tries, such as `aarch64_pg18`.
///
/// # Panics
/// Outside of Bazel.
pub fn pairs() -> Vec<String> {
    let pairs = std::env::var("PAIRS").expect("PAIRS is set by tests/consumers/BUILD.bazel");
    pairs.split_whitespace().map(str::to_owned).collect()
}
