//! `layout_facts`: what a target's compiler and bindgen made of PostgreSQL's headers, as text.
//!
//! Reads the table that build/bindings/layout.c leaves in section `.pgrx_layout` of an object
//! file, of any architecture, and counts what the raw bindings declare. Nothing is run. The exit
//! status is 0, or 1 with the reason on stderr.

mod bindings;
mod table;

use command_line::Arguments;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// The command line.
struct Options {
    /// The object file of layout.c, built for the target.
    object: PathBuf,
    /// bindgen's output for the same target.
    raw: PathBuf,
    /// Where to write the facts, a `fact: value` a line.
    out: PathBuf,
}

fn options(arguments: &mut Arguments) -> Result<Options, command_line::Error> {
    Ok(Options {
        object: arguments.value_from_str("--object")?,
        raw: arguments.value_from_str("--raw")?,
        out: arguments.value_from_str("--out")?,
    })
}

fn main() -> ExitCode {
    command_line::run("layout_facts", options, run)
}

fn run(options: Options) -> Result<(), String> {
    let named =
        |path: &Path, reason: &dyn ToString| format!("{}: {}", path.display(), reason.to_string());
    let object = fs::read(&options.object).map_err(|e| named(&options.object, &e))?;
    let mut facts = table::facts(&object).map_err(|e| named(&options.object, &e))?;
    let raw = fs::read_to_string(&options.raw).map_err(|e| named(&options.raw, &e))?;
    facts.extend(bindings::facts(&raw));
    let text: String = facts
        .iter()
        .map(|(name, value)| format!("{name}: {value}\n"))
        .collect();
    fs::write(&options.out, text).map_err(|e| named(&options.out, &e))
}
