//! `volume_check`: refuses an extension whose library a server would not find in an image volume.
//!
//! Reads `--control` and the `--script`s; writes `--out`, which is empty, if all is
//! well. The exit status is 0, or 1 with the reason on stderr.

use clap::Parser;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use volume_check::{check_control, check_script};

/// Check that an extension can be mounted as an image volume.
#[derive(Parser)]
struct Arguments {
    /// The control file as installed.
    #[arg(long)]
    control: PathBuf,
    /// A script of the extension.
    #[arg(long)]
    script: Vec<PathBuf>,
    /// Where to write that nothing was found.
    #[arg(long)]
    out: PathBuf,
}

fn main() -> ExitCode {
    command_line::exit_code("volume_check", run(&Arguments::parse()))
}

fn run(arguments: &Arguments) -> Result<(), String> {
    let module = about(
        &arguments.control,
        check_control(&read(&arguments.control)?),
    )?;
    for script in &arguments.script {
        about(script, check_script(&read(script)?, module.as_deref()))?;
    }
    about(&arguments.out, std::fs::write(&arguments.out, ""))
}

fn read(file: &Path) -> Result<String, String> {
    about(file, std::fs::read_to_string(file))
}

/// Names the file that an error is about.
fn about<T>(file: &Path, result: Result<T, impl std::fmt::Display>) -> Result<T, String> {
    result.map_err(|error| format!("{}: {error}", file.display()))
}
