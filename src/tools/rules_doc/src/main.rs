//! `rules_doc render` makes the reference, `check` compares it with the committed one, `update` renews that.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use rules_doc::error::{io, Result};
use rules_doc::{check, golden, proto, render, table};

/// The reference of the public .bzl files, from their docstrings.
#[derive(Parser)]
#[command(version)]
struct Cli {
    #[command(subcommand)]
    command: Verb,
}

#[derive(Subcommand)]
enum Verb {
    /// Render ModuleInfo messages of starlark_doc_extract as Markdown.
    Render {
        /// A message, in the order in which the files are to appear; repeatable.
        #[arg(long = "module", required = true)]
        modules: Vec<PathBuf>,
        /// A table of rows to add to a file's section, as JSON; repeatable.
        #[arg(long = "table")]
        tables: Vec<PathBuf>,
        /// Where to write the Markdown.
        #[arg(long)]
        out: PathBuf,
    },
    /// Fail with a diff when the committed reference isn't the generated one.
    Check {
        committed: PathBuf,
        generated: PathBuf,
    },
    /// Overwrite the committed reference, a path in the workspace, with the generated one.
    Update {
        committed: PathBuf,
        generated: PathBuf,
    },
}

fn main() -> ExitCode {
    let outcome = match Cli::parse().command {
        Verb::Render {
            modules,
            tables,
            out,
        } => render_files(&modules, &tables, &out),
        Verb::Check {
            committed,
            generated,
        } => golden::check(&committed, &generated),
        Verb::Update {
            committed,
            generated,
        } => {
            let workspace = std::env::var_os("BUILD_WORKSPACE_DIRECTORY").map(PathBuf::from);
            golden::update(workspace.as_deref(), &committed, &generated)
        }
    };
    command_line::exit_code("rules_doc", outcome)
}

fn render_files(modules: &[PathBuf], tables: &[PathBuf], out: &Path) -> Result<()> {
    let modules = modules.iter().map(|path| {
        let bytes = std::fs::read(path).map_err(io("read", path))?;
        proto::decode(path, &bytes)
    });
    let modules = modules.collect::<Result<Vec<_>>>()?;
    let tables = tables.iter().map(|path| {
        let text = std::fs::read_to_string(path).map_err(io("read", path))?;
        table::decode(path, &text)
    });
    let tables = tables.collect::<Result<Vec<_>>>()?;
    check::check(&modules)?;
    std::fs::write(out, render::render(&modules, &tables)?).map_err(io("write", out))
}
