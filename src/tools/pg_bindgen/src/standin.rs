//! This program in the roles that it starts itself in.
//!
//! pgrx's generator is written as a build script: it is told everything by its environment, it
//! talks to cargo on its standard output, and it ends by compiling the C wrappers with the `cc`
//! crate and by formatting with rustfmt. Here it runs in a child process, whose talk is shown
//! only when it fails; Bazel compiles the wrappers, with the target's C toolchain, and nobody
//! reads the formatting, so compiler, archiver and formatter are this program, doing nothing.

use std::env;
use std::path::Path;
use std::process::Command;

const ROLE: &str = "PG_BINDGEN_ROLE";

/// What this process was started for.
#[derive(Debug, PartialEq, Eq)]
pub enum Role {
    /// By the user or Bazel.
    Program,
    /// By `Program`, to run pgrx's generator.
    Generator,
    /// By the generator, in place of a tool that isn't wanted.
    Tool,
}

/// Reads this process' role from its environment.
pub fn role() -> Role {
    match env::var(ROLE).as_deref() {
        Ok("generator") => Role::Generator,
        Ok("tool") => Role::Tool,
        _ => Role::Program,
    }
}

/// The command that runs this program as generator.
pub fn generator(this: &Path) -> Command {
    let mut command = Command::new(this);
    command.env_clear().env(ROLE, "generator");
    for tool in ["CC", "AR", "RUSTFMT"] {
        command.env(tool, this);
    }
    command
}

/// Makes what the generator starts from here on tools. Call before any thread is started.
pub fn become_parent_of_tools() {
    env::set_var(ROLE, "tool");
}
