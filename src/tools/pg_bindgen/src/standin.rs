//! The generator, and what stands in for the tools that it starts.
//!
//! The generator is the build script of the extension's own `pgrx-pg-sys`: it is told everything
//! by its environment, it talks to cargo on its standard output, and it ends by compiling the C
//! wrappers with the `cc` crate and by formatting with rustfmt. Bazel compiles the wrappers, with
//! the target's C toolchain, and nobody reads the formatting, so compiler, archiver and formatter
//! are this program, doing nothing.

use std::env;
use std::path::Path;
use std::process::Command;

const TOOL: &str = "PG_BINDGEN_TOOL";

/// Whether this process was started by the generator, in place of a tool that isn't wanted.
pub fn is_tool() -> bool {
    env::var_os(TOOL).is_some()
}

/// The command that runs a generator, with `this` program as its tools.
pub fn generator(generator: &Path, this: &Path) -> Command {
    let mut command = Command::new(generator);
    command.env_clear().env(TOOL, "1");
    for tool in ["CC", "AR", "RUSTFMT"] {
        command.env(tool, this);
    }
    command
}
