//! The rules, one module each: `RULE`, `find`, and tests that see it fail.

pub mod actions;
pub mod docstrings;
pub mod duplicates;
pub mod hosts;
pub mod machine_paths;
pub mod modules;
pub mod names;
pub mod natives;
pub mod public_loads;
pub mod readmes;
pub mod shell;
pub mod size;
pub mod stages;
