//! `layout_facts`: what a target's compiler and bindgen made of PostgreSQL's headers, as text.
//!
//! Reads the table that build/bindings/layout.c leaves in section `.pgrx_layout` of an object
//! file, of any architecture, and counts what the raw bindings declare. Nothing is run. The exit
//! status is 0, or 1 with the reason on stderr.

mod bindings;
mod table;

use clap::Parser;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Write the layout facts of one (architecture, PostgreSQL) as `fact: value` lines.
#[derive(Parser)]
struct Arguments {
    /// The object file of layout.c, built for the target.
    #[arg(long)]
    object: PathBuf,
    /// bindgen's output for the same target.
    #[arg(long)]
    raw: PathBuf,
    /// Where to write the facts.
    #[arg(long)]
    out: PathBuf,
}

fn main() -> ExitCode {
    match run(&Arguments::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("layout_facts: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &Arguments) -> Result<(), String> {
    let named =
        |path: &Path, reason: &dyn ToString| format!("{}: {}", path.display(), reason.to_string());
    let object = fs::read(&arguments.object).map_err(|e| named(&arguments.object, &e))?;
    let mut facts = table::facts(&object).map_err(|e| named(&arguments.object, &e))?;
    let raw = fs::read_to_string(&arguments.raw).map_err(|e| named(&arguments.raw, &e))?;
    facts.extend(bindings::facts(&raw));
    let text: String = facts
        .iter()
        .map(|(name, value)| format!("{name}: {value}\n"))
        .collect();
    fs::write(&arguments.out, text).map_err(|e| named(&arguments.out, &e))
}
