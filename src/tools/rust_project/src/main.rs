//! Crates as Bazel compiles them -> rust-project.json, as rust-analyzer reads it.

mod places;
mod project;
mod row;

use std::path::PathBuf;
use std::process::ExitCode;

use files::FileError;
use places::Places;

const NO_WORKSPACE: &str =
    "BUILD_WORKSPACE_DIRECTORY is not set: start this by `bazel run`, which sets it";

/// The command line.
struct Arguments {
    /// A crate a line, as `build/editor/crates.bzl` writes them.
    rows: PathBuf,
    /// The Rust toolchain's folder, as actions see it.
    sysroot: String,
    /// The folder with the sources of Rust's standard library, likewise.
    std: String,
    /// What to write; `rust-project.json` in the workspace by default.
    out: Option<PathBuf>,
}

fn main() -> ExitCode {
    command_line::run(
        "rust_project",
        |arguments| {
            Ok(Arguments {
                rows: arguments.value_from_str("--rows")?,
                sysroot: arguments.value_from_str("--sysroot")?,
                std: arguments.value_from_str("--std")?,
                out: arguments.opt_value_from_str("--out")?,
            })
        },
        |arguments| work(&arguments),
    )
}

fn work(arguments: &Arguments) -> Result<(), String> {
    let workspace = std::env::var_os("BUILD_WORKSPACE_DIRECTORY").ok_or(NO_WORKSPACE)?;
    let program = std::env::current_exe().map_err(|error| error.to_string())?;
    let places = Places::new(&program, workspace.into())?;
    let text = |error: FileError| error.to_string();
    let rows = files::read_text(&arguments.rows).map_err(text)?;
    let rows =
        row::parse(&rows).map_err(|error| format!("{}: {error}", arguments.rows.display()))?;
    let project = project::Project {
        sysroot: places.find(&arguments.sysroot),
        sysroot_src: places.find(&arguments.std),
        crates: project::crates(&rows, &places).map_err(text)?,
    };
    let json = serde_json::to_string_pretty(&project).expect("strings") + "\n";
    // Where the user typed the command.
    let here = std::env::var_os("BUILD_WORKING_DIRECTORY").map(PathBuf::from);
    let out = match &arguments.out {
        Some(out) => here.unwrap_or_default().join(out),
        None => places.workspace.join("rust-project.json"),
    };
    files::write(&out, json).map_err(text)?;
    println!("wrote {}: {} crates", out.display(), rows.len());
    Ok(())
}
