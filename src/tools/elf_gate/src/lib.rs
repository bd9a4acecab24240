//! Checks that a built extension library fits the target it was built for.
//!
//! ```text
//! library, providers, bundled -> parse -> image --+
//! target, forbidden paths ------------------------+-> case -> rules -> violations
//!                                                        \-> report (facts + violations)
//! ```
//!
//! The providers are the pinned files of the target's base: the `postgres`
//! program that will load the library, and the shared libraries it will find.
//! So "it links here" becomes "it loads there", without running anything.
//! Bundled libraries satisfy the library, but are not themselves checked: give
//! each its own run.
//!
//! [`program`] asks other rules of a program: that it needs nothing of its target.

pub mod case;
pub mod cli;
mod error;
pub mod glibc;
pub mod image;
pub mod linked;
pub mod machine;
pub mod newer;
mod parse;
pub mod program;
pub mod report;
pub mod rules;

pub use error::Error;
pub use report::{report, Report};
pub use rules::Violation;
