//! This program as the C compiler, archiver and formatter that pgrx's generator insists on running.
//!
//! The generator ends by compiling the C wrappers with the `cc` crate and by formatting with
//! rustfmt. Here Bazel compiles them, with the target's C toolchain, and nobody reads the
//! formatting; so these three are this very program, which then does nothing.

use std::env;

const ASKED: &str = "PG_BINDGEN_STANDIN";

/// Whether this process was started by the generator in place of a tool.
pub fn is_asked_for() -> bool {
    env::var_os(ASKED).is_some()
}

/// Puts this program in place of the tools, for all processes started from here on.
pub fn install() -> std::io::Result<()> {
    let this = env::current_exe()?;
    for tool in ["CC", "AR", "RUSTFMT"] {
        env::set_var(tool, &this);
    }
    env::set_var(ASKED, "1");
    Ok(())
}
