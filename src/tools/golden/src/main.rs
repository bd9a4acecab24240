//! `golden`: is a generated file the one that is committed?
//!
//! As a test it compares and fails with the differing lines and the command that renews the
//! committed file; started by `bazel run` with `--update` it writes that file.

use clap::Parser;
use similar::{ChangeTag, TextDiff};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::{env, fs};

/// Compare a generated file with the committed one, or renew that.
#[derive(Parser)]
struct Arguments {
    /// The committed file; its path in the workspace and in the runfiles are the same.
    #[arg(long)]
    golden: PathBuf,
    /// The generated file.
    #[arg(long)]
    generated: PathBuf,
    /// The command that renews the committed file.
    #[arg(long)]
    renew_command: String,
    /// Write the committed file instead of comparing it.
    #[arg(long)]
    update: bool,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let result = if arguments.update {
        update(&arguments)
    } else {
        compare(&arguments)
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(text) => {
            eprintln!("{text}");
            ExitCode::FAILURE
        }
    }
}

fn compare(arguments: &Arguments) -> Result<(), String> {
    let golden = if arguments.golden.exists() {
        read(&arguments.golden)?
    } else {
        String::new()
    };
    let generated = read(&arguments.generated)?;
    if golden == generated {
        return Ok(());
    }
    let diff = TextDiff::from_lines(&golden, &generated);
    let lines = diff
        .iter_all_changes()
        .filter_map(|change| match change.tag() {
            ChangeTag::Equal => None,
            ChangeTag::Delete => Some(format!("- {change}")),
            ChangeTag::Insert => Some(format!("+ {change}")),
        });
    Err(format!(
        "{} is not what is generated today (- committed, + generated):\n{}\n\
         If the change is meant, renew it and review the difference: {}",
        arguments.golden.display(),
        lines.collect::<String>(),
        arguments.renew_command
    ))
}

fn update(arguments: &Arguments) -> Result<(), String> {
    let workspace = env::var_os("BUILD_WORKSPACE_DIRECTORY")
        .ok_or_else(|| format!("--update is for bazel run: {}", arguments.renew_command))?;
    let golden = Path::new(&workspace).join(&arguments.golden);
    let text = read(&arguments.generated)?;
    let folder = golden.parent().unwrap_or(Path::new("."));
    let written = fs::create_dir_all(folder).and_then(|()| fs::write(&golden, text));
    written.map_err(|error| format!("{}: {error}", golden.display()))?;
    println!("wrote {}", arguments.golden.display());
    Ok(())
}

fn read(path: &Path) -> Result<String, String> {
    fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))
}
