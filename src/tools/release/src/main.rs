//! `release`: what a version of this module is published as.
//!
//! ```text
//! archive   files of the tree -> an archive that depends on nothing but them
//! notes     CHANGELOG.md, a version -> what is said of it where it is published
//! ```

mod notes;

use command_line::Arguments;
use package_tree::{gzip, tar, Mapping, Tree};
use std::path::PathBuf;
use std::process::ExitCode;

/// The command line.
enum Command {
    /// `archive`.
    Archive {
        /// The folder that all files are in, with a `/` at its end; none by default.
        top: String,
        /// `<path in it>=<file>`.
        files: Vec<Mapping>,
        /// Where to write the archive.
        out: PathBuf,
    },
    /// `notes`.
    Notes {
        /// CHANGELOG.md.
        changelog: PathBuf,
        /// The version.
        version: String,
        /// Where to write the notes.
        out: PathBuf,
    },
}

fn command(arguments: &mut Arguments) -> Result<Command, command_line::Error> {
    Ok(match arguments.subcommand()?.as_deref() {
        Some("archive") => Command::Archive {
            top: arguments.opt_value_from_str("--top")?.unwrap_or_default(),
            files: arguments.values_from_str("--file")?,
            out: arguments.value_from_str("--out")?,
        },
        Some("notes") => Command::Notes {
            changelog: arguments.value_from_str("--changelog")?,
            version: arguments.value_from_str("--version")?,
            out: arguments.value_from_str("--out")?,
        },
        _ => return Err(command_line::Error::MissingArgument),
    })
}

fn main() -> ExitCode {
    command_line::run("release", command, run)
}

fn run(command: Command) -> Result<(), String> {
    let (out, bytes) = match command {
        Command::Archive { top, files, out } => {
            let archive = Tree::read(&files).and_then(|tree| tar(&tree, &top, None));
            (out, gzip(&archive.map_err(|error| error.to_string())?))
        }
        Command::Notes {
            changelog,
            version,
            out,
        } => {
            let text = files::read_text(&changelog).map_err(|error| error.to_string())?;
            (out, notes::notes(&text, &version)?.into_bytes())
        }
    };
    files::write(&out, bytes).map_err(|error| error.to_string())
}
