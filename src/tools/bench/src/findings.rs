//! What is measured against plain cargo, and what came out.

use crate::bazel::Build;
use crate::cost::Cost;
use crate::speed::Times;

/// How much is measured.
#[derive(Clone, Debug)]
pub struct Plan {
    /// Label of the `pgrx_extension`.
    pub extension: String,
    /// Cold builds of each side.
    pub rounds: u16,
    /// Edits of one line.
    pub edits: u16,
    /// Runs of each SQL statement with each library.
    pub repetitions: usize,
    /// Whether `//...` is built, and built again.
    pub everything: bool,
    /// Whether times do not matter: caches are taken, and cargo does not optimise.
    pub rehearsal: bool,
}

/// Both sides of one step.
#[derive(Clone, Debug)]
pub struct Pair {
    pub ours: Build,
    pub cargo: Cost,
}

/// All that was measured.
#[derive(Clone, Debug, Default)]
pub struct Findings {
    /// Labels of the first and the second target.
    pub targets: [String; 2],
    pub first: Vec<Pair>,
    pub second: Vec<Pair>,
    pub edits: Vec<Pair>,
    /// Bytes of the native library: ours, cargo's.
    pub sizes: [u64; 2],
    pub times: Times,
    /// The second of two builds of `//...`.
    pub again: Option<Build>,
}
