//! What a comparison with cargo found, before it is put into words.

use crate::bazel::Build;
use crate::cost::Cost;
use crate::speed::Times;

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
