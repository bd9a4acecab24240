//! Makes a Cargo checkout, or a new extension, a module that builds with rules_pgrx.

mod cargo;
mod error;
mod example;
mod launcher;
mod module;
mod plan;

use std::env;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Parser;
use error::{Error, Result};
use plan::Plan;

/// Write MODULE.bazel, BUILD.bazel, .bazelversion, the launcher and lines of .gitignore for a Cargo
/// workspace with extensions. All or nothing is written, and no file is replaced.
#[derive(Parser)]
#[command(
    name = "init",
    override_usage = "bazel run //:init -- [--new] [--keep] <FOLDER>"
)]
struct Args {
    /// The cargo that reads Cargo.toml
    #[arg(long, value_name = "FILE", hide = true)]
    cargo: PathBuf,
    /// Write a new extension there, called like the folder, as in examples/hello
    #[arg(long)]
    new: bool,
    /// Leave files that exist as they are, and write the rest
    #[arg(long)]
    keep: bool,
    /// The folder of the workspace's Cargo.toml
    #[arg(value_name = "FOLDER")]
    folder: PathBuf,
}

fn main() -> ExitCode {
    command_line::exit_code("init", run(&Args::parse()))
}

fn run(args: &Args) -> Result<()> {
    let checkout = env::var_os("BUILD_WORKSPACE_DIRECTORY").ok_or(Error::NotRun)?;
    let checkout = absolute(Path::new(&checkout));
    // Where the user typed the command.
    let here = PathBuf::from(env::var_os("BUILD_WORKING_DIRECTORY").unwrap_or_default());
    let folder = absolute(&here.join(&args.folder));
    let mut plan = Plan::default();
    let extensions = match args.new {
        true => vec![example::copy(&checkout, &folder, &mut plan)?],
        false => cargo::extensions(&args.cargo, &folder)?,
    };
    plan.write(
        "MODULE.bazel",
        module::module(&checkout, &folder, &extensions),
    );
    plan.write("BUILD.bazel", module::build(&extensions));
    launcher::copy(&checkout, &mut plan)?;
    for line in ["/bazel-*", "/rust-project.json"] {
        plan.add_line(".gitignore", line);
    }
    plan.add_line(".bazelignore", "target");
    let written = plan.carry_out(&folder, args.keep);
    let written = written.map_err(|error| match error {
        Error::Exists { there } if args.new => Error::NotNew {
            folder: folder.clone(),
            there,
        },
        error => error,
    })?;
    println!("{}", report(&folder, &written, &extensions));
    if let Some(line) = lock_ignored(&folder) {
        println!("{line}");
    }
    Ok(())
}

/// A path without links, `.` and `..`, as far as it exists.
fn absolute(path: &Path) -> PathBuf {
    match (path.canonicalize(), path.parent(), path.file_name()) {
        (Ok(found), ..) => found,
        (_, Some(parent), Some(name)) => absolute(parent).join(name),
        _ => path.into(),
    }
}

/// What is said where .gitignore leaves out Cargo.lock, as that of `cargo pgrx new` does.
fn lock_ignored(folder: &Path) -> Option<String> {
    let ignored = std::fs::read_to_string(folder.join(".gitignore")).unwrap_or_default();
    let mut lines = ignored.lines().map(str::trim);
    let line = lines.find(|line| line.trim_start_matches("**/").trim_start_matches('/') == LOCK)?;
    Some(format!(
        "warning: .gitignore has `{line}`, and a build of your repository by anybody else takes its crates from that file.\n\
         To mend it: take the line out, and commit {LOCK}"
    ))
}

const LOCK: &str = "Cargo.lock";

/// What was written, and what comes next.
fn report(folder: &Path, written: &[String], extensions: &[cargo::Extension]) -> String {
    let mut text = String::new();
    for path in written {
        text += &format!("wrote {}\n", folder.join(path).display());
    }
    text += &format!("next:\n  cd {}", folder.display());
    for extension in extensions {
        text += &format!("\n  tools/bazel run //:{}.psql", extension.name);
    }
    text + "\n  tools/bazel test //..."
}
