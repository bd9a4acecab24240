//! Runs SQL regression tests in the real server of a target architecture.
//!
//! Exit code 0 where every output is as expected, 1 otherwise.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Parser;
use pg_harness::cases::{self, Case};
use pg_harness::regress::{self, Outcome, Verdict};
use pg_harness::{
    cleanup, illegal, proof, report, uncreated, update, Error, Extras, Result, Server, ServerSpec,
};

/// Lines of the server's log that are shown when a test fails.
const LOG_LINES: usize = 40;

/// Run SQL files in the PostgreSQL of a target architecture and compare what
/// they print with what is expected, by pg_regress conventions.
#[derive(Parser)]
struct Args {
    /// Description of the server (JSON)
    #[arg(long, value_name = "FILE")]
    server: PathBuf,
    /// What emulates the server's CPU, even where this machine has it
    #[arg(long, value_name = "FILE")]
    emulator: Option<PathBuf>,
    /// Install tree of an extension (lib/postgresql/N/lib, share/postgresql/N)
    #[arg(long = "extension", value_name = "DIR")]
    extensions: Vec<PathBuf>,
    /// SQL files, or folders of them
    #[arg(long, value_name = "PATH", required = true, num_args = 1..)]
    sql: Vec<PathBuf>,
    /// Expected outputs (NAME.out), or folders of them
    #[arg(long, value_name = "PATH", num_args = 1..)]
    expected: Vec<PathBuf>,
    /// Extension to create in each database before its SQL file runs
    #[arg(long, value_name = "NAME")]
    load_extension: Vec<String>,
    /// The extension that is tested, for messages
    #[arg(long, value_name = "NAME")]
    tested: Option<String>,
    /// Server setting
    #[arg(long = "setting", value_name = "NAME=VALUE")]
    settings: Vec<String>,
    /// The command that renews the expected outputs, for messages
    #[arg(
        long,
        value_name = "COMMAND",
        default_value = "run this again with --update"
    )]
    renew_command: String,
    /// Write the outputs over the expected ones instead of comparing them; to this folder where
    /// there are none yet. A relative one counts from the workspace under `bazel run`
    #[arg(long, value_name = "DIR", num_args = 0..=1)]
    update: Option<Option<PathBuf>>,
}

fn main() -> ExitCode {
    let args = Args::parse();
    cleanup::guard("error", 1, || run(&args))
}

fn run(args: &Args) -> Result<ExitCode> {
    let cases = cases::collect(&args.sql, &args.expected)?;
    let renewed = match &args.update {
        Some(folder) => Some(renewed(&cases, folder.as_deref())?),
        None => None,
    };
    let extras = Extras {
        extensions: args.extensions.clone(),
        settings: args.settings.clone(),
    };
    let spec = ServerSpec::load_emulated(&args.server, args.emulator.as_deref())?;
    let server = Server::start(spec, &extras)?;
    for line in proof::gather(&server)?.lines {
        println!("{line}");
    }
    let outcomes = run_all(&server, &cases, args);
    keep_outputs(&outcomes);
    match renewed {
        Some(files) => update(&outcomes, &files),
        None => {
            println!("{}", report::summary(&outcomes));
            Ok(ExitCode::from(u8::from(report::failures(&outcomes) > 0)))
        }
    }
}

fn run_all(server: &Server, cases: &[Case], args: &Args) -> Vec<Outcome> {
    let mut outcomes = Vec::new();
    for case in cases {
        let before = server.log().len();
        let outcome = regress::run(server, case, &args.load_extension);
        let broken = matches!(outcome.verdict, Verdict::Broken(_));
        if broken || args.update.is_none() {
            println!("{}", report::describe(&outcome, &args.renew_command));
        }
        if broken {
            let log = regress::tail(server.log_of_crash(before).as_bytes(), LOG_LINES);
            println!("the end of what the server logged meanwhile:\n{log}");
            if let Some(why) = illegal::explain(&log, &server.installation.spec) {
                println!("{why}");
            }
        }
        if let Some(why) = uncreated(case, &outcome, args) {
            println!("{why}");
        }
        outcomes.push(outcome);
    }
    outcomes
}

/// What is said of a file that runs without the extension: with what is written of it, or below its failure.
fn uncreated(case: &Case, outcome: &Outcome, args: &Args) -> Option<String> {
    let tested = args.tested.as_deref()?;
    let why = uncreated::explain(case, &outcome.actual, tested)?;
    match (&args.update, &outcome.verdict) {
        (Some(_), _) => Some(format!("warning: {why}")),
        (None, Verdict::Same) => None,
        (None, _) => Some(why),
    }
}

/// Leaves the outputs where Bazel collects what tests want to show.
fn keep_outputs(outcomes: &[Outcome]) {
    if let Some(dir) = std::env::var_os("TEST_UNDECLARED_OUTPUTS_DIR") {
        let dir = Path::new(&dir);
        for Outcome { name, actual, .. } in outcomes {
            let path = dir.join(format!("{name}.out"));
            if let Err(error) = std::fs::write(&path, actual) {
                eprintln!("warning: cannot write {}: {error}", path.display());
            }
        }
    }
}

/// The files that `--update` writes.
fn renewed(cases: &[Case], folder: Option<&Path>) -> Result<Vec<PathBuf>> {
    let here = std::env::current_dir().unwrap_or_default();
    let workspace = std::env::var_os("BUILD_WORKSPACE_DIRECTORY");
    let workspace = workspace.map_or_else(|| here.clone(), PathBuf::from);
    update::files(cases, folder, &here, &workspace)
}

fn update(outcomes: &[Outcome], files: &[PathBuf]) -> Result<ExitCode> {
    let broken = |o: &&Outcome| matches!(o.verdict, Verdict::Broken(_));
    if let Some(outcome) = outcomes.iter().find(broken) {
        let name = &outcome.name;
        return Err(Error::Input(format!(
            "{name}.sql failed, so nothing was written"
        )));
    }
    let changed = update::write(outcomes, files)?;
    for path in &changed {
        println!("wrote {}", path.display());
    }
    println!("{} of {} outputs changed", changed.len(), outcomes.len());
    Ok(ExitCode::SUCCESS)
}
