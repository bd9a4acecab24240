//! `tools/bazel` as a user meets it: what it passes through, what it refuses with
//! which text, and what a set-up that is stopped leaves behind.
//!
//! Every test runs the real scripts with a `PATH` of its own (see [`machine`]).

mod copied;
mod machine;
mod module_files;
mod pass_through;
mod refusals;
mod sandboxes;
mod set_up;
