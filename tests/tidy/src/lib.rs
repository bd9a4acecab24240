//! What must hold for the source tree as a whole: ARCHITECTURE.md's invariants
//! that can be read off the files, and a few rules of CONTRIBUTING.md.
//!
//! ```text
//! workspace --tree--> files --rules::<rule>::find--> findings --rule::hold--> Ok or one message
//! ```
//!
//! Each rule is a module with its reason, its remedy and its named exceptions; its
//! unit tests see it fail on a small invented tree.

pub mod buildifier;
pub mod format;
pub mod lines;
pub mod rule;
pub mod rules;
pub mod starlark;
pub mod tree;
