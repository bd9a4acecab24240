//! `bench cargo-ratio` compares with plain cargo, `bench matrix` counts what a target costs,
//! `bench results` tabulates how all tests ended.

use std::path::PathBuf;
use std::process::ExitCode;

use bench::error::{Error, Result};
use bench::ratio::Plan;
use bench::rows::Rows;
use bench::scratch::{workspace, Scratch};
use bench::{matrix, page, ratio, ratio_page, results};
use clap::{Parser, Subcommand};
use pg_harness::cleanup;

/// Measures what builds cost and what they make, in a copy of the workspace, and writes
/// the figures to bench/; or puts a test run of Bazel into a table.
#[derive(Parser)]
#[command(version)]
struct Cli {
    #[command(subcommand)]
    verb: Verb,
    /// Parent of the temporary folder (4 GB); the user's cache folder by default
    #[arg(long, global = true, value_name = "DIR")]
    scratch: Option<PathBuf>,
    /// Keep Bazel's reports and profiles in this folder
    #[arg(long, global = true, value_name = "DIR")]
    keep: Option<PathBuf>,
    /// Print the page and write no file
    #[arg(long, global = true)]
    dry_run: bool,
    /// Try the program, not the machine: take what caches have, let cargo optimise nothing,
    /// print the page and write no file
    #[arg(long, global = true)]
    rehearse: bool,
}

#[derive(Subcommand)]
enum Verb {
    /// Time, size and speed, as ratios to plain cargo's
    CargoRatio {
        /// What bench/rows.bzl wrote
        #[arg(long, value_name = "FILE")]
        rows: PathBuf,
        /// The pgrx_extension
        #[arg(long, default_value = "//src/extensions/sketches:sketches")]
        extension: String,
        /// Cold builds of each side
        #[arg(long, default_value_t = 3)]
        rounds: u16,
        /// Changes of one line
        #[arg(long, default_value_t = 3)]
        edits: u16,
        /// Runs of each SQL statement with each library
        #[arg(long, default_value_t = 15)]
        repetitions: usize,
        /// Do not build //... (twice, with the caches of user.bazelrc)
        #[arg(long)]
        no_everything: bool,
    },
    /// Actions and seconds that each further target costs
    Matrix {
        /// Targets, one step each, or several with commas between; all pgrx_release by default
        steps: Vec<String>,
    },
    /// How all tests ended, by architecture; writes docs/results.md
    Results {
        /// What bench/rows.bzl wrote
        #[arg(long, value_name = "FILE")]
        rows: PathBuf,
        /// What Bazel wrote for --build_event_json_file, relative to the workspace
        events: PathBuf,
    },
}

fn main() -> ExitCode {
    let cli = Cli::parse();
    cleanup::guard("bench", 1, || {
        run(&cli)?;
        Ok::<_, Error>(ExitCode::SUCCESS)
    })
}

fn run(cli: &Cli) -> Result<()> {
    let (path, text) = render(cli)?;
    print!("{text}");
    match cli.dry_run || cli.rehearse {
        true => Ok(()),
        false => page::write(&workspace()?, path, &text),
    }
}

/// The page: its path in the workspace, and its text.
fn render(cli: &Cli) -> Result<(&'static str, String)> {
    let say = |text: &str| eprintln!("bench: {text}");
    match &cli.verb {
        Verb::Matrix { steps } => in_scratch(cli, |scratch| {
            let found = matrix::measure(steps, scratch, cli.rehearse, &say)?;
            Ok(("bench/matrix.md", matrix::render(&found, &arguments())))
        }),
        Verb::CargoRatio {
            rows,
            extension,
            rounds,
            edits,
            repetitions,
            no_everything,
        } => in_scratch(cli, |scratch| {
            let plan = Plan {
                extension: extension.clone(),
                rounds: *rounds,
                edits: *edits,
                repetitions: *repetitions,
                everything: !no_everything,
                rehearsal: cli.rehearse,
            };
            let found = ratio::measure(&Rows::read(rows)?, &plan, scratch, &say)?;
            let text = ratio_page::render(&found, &arguments());
            Ok(("bench/cargo_ratio.md", text))
        }),
        Verb::Results { rows, events } => {
            let cpus = Rows::read(rows)?.cpus;
            let found = results::Results::read(&workspace()?.join(events))?;
            Ok(("docs/results.md", results::render(&found, &cpus)))
        }
    }
}

/// An experiment in a folder of its own, whose reports are kept where the user wants them.
fn in_scratch<T>(cli: &Cli, experiment: impl FnOnce(&Scratch) -> Result<T>) -> Result<T> {
    let scratch = Scratch::create(cli.scratch.as_deref())?;
    let outcome = experiment(&scratch);
    if let Some(folder) = &cli.keep {
        scratch.keep("reports", &workspace()?.join(folder))?;
    }
    outcome
}

/// What the user wrote after `--`: all but what bench/BUILD.bazel passes, and where
/// temporary and further files go.
fn arguments() -> String {
    let mut words = std::env::args().skip(2).peekable();
    let mut kept = String::new();
    while let Some(word) = words.next() {
        match word.as_str() {
            "--rows" | "--scratch" | "--keep" => drop(words.next()),
            _ => kept += &format!(" {word}"),
        }
    }
    match kept.is_empty() {
        true => kept,
        false => format!(" --{kept}"),
    }
}
