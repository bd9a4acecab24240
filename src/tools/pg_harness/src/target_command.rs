//! The command line of programs that run others for a target.

use std::ffi::OsString;
use std::path::PathBuf;

use crate::error::Result;
use crate::spec::ServerSpec;

/// A command, and the target that it is for.
#[derive(Debug, clap::Args)]
pub struct TargetCommand {
    /// Description of the target (JSON); its root needs a C library only
    #[arg(long, value_name = "FILE")]
    pub server: PathBuf,
    /// The program and its arguments
    #[arg(trailing_var_arg = true, allow_hyphen_values = true, required = true)]
    pub command: Vec<OsString>,
}

impl TargetCommand {
    /// The target's description; that a PostgreSQL is in its tree is not checked.
    ///
    /// # Errors
    /// Where it cannot be read.
    pub fn spec(&self) -> Result<ServerSpec> {
        ServerSpec::read(&self.server)?.absolute()
    }
}
