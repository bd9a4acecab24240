//! Runs a crate's own tests, its `#[pg_test]`s in the real server of a target architecture.
//!
//! The exit code is the test program's, or 1 where it cannot be run.

use std::ffi::OsString;
use std::path::PathBuf;
use std::process::{ExitCode, Stdio};

use clap::Parser;
use pg_harness::test_program::TestProgram;
use pg_harness::test_service::TestService;
use pg_harness::{cleanup, process, Error, Installation, Result, ServerSpec};
use pgrx_tests_wire::SOCKET;

const NO_TESTS: &str = "the program has no tests; \
     a crate has its pg_tests where its feature pg_test is set";
const NO_MATCH: &str = "no test is chosen by";
const CRASHED: &str = "A plain #[test] that calls PostgreSQL ends like this: \
     it runs outside of the server. Make it a #[pg_test].";

/// Run a crate's tests as Rust's test harness does, and what is a #[pg_test] in the
/// PostgreSQL of a target architecture.
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
    /// Extension to create: the crate's, built with its feature pg_test
    #[arg(long, value_name = "NAME")]
    load_extension: String,
    /// Server setting; outdoes the crate's own
    #[arg(long = "setting", value_name = "NAME=VALUE")]
    settings: Vec<String>,
    /// The crate's tests, a program of the target
    #[arg(long, value_name = "FILE")]
    program: PathBuf,
    /// Arguments for it, such as a test's name or --include-ignored
    #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
    arguments: Vec<OsString>,
}

fn main() -> ExitCode {
    let args = Args::parse();
    cleanup::guard("error", 1, || run(&args))
}

fn run(args: &Args) -> Result<ExitCode> {
    let spec = ServerSpec::load_emulated(&args.server, args.emulator.as_deref())?;
    let installation = Installation::prepare(spec, &args.extensions)?;
    let service = TestService::open(&installation, &args.load_extension, &args.settings)?;
    let program = TestProgram::prepare(&installation, &args.program)?;
    let mut arguments = args.arguments.clone();
    // Bazel's --test_filter.
    arguments.extend(std::env::var_os("TESTBRIDGE_TEST_ONLY"));
    check_choice(&program, &arguments)?;
    let mut command = program.command(&arguments)?;
    command.env(SOCKET, &service.socket).stdin(Stdio::null());
    let mut child = process::spawn("the test program", &mut command)?;
    let (status, proof) = service.serve(installation, &mut child)?;
    // Not among the lines of the tests, which is where the server starts.
    for line in proof.iter().flat_map(|proof| &proof.lines) {
        println!("{line}");
    }
    if status.code().is_none() {
        eprintln!("the test program ended by {status}. {CRASHED}");
    }
    Ok(process::exit_code(status))
}

/// A filter that matches nothing would pass.
fn check_choice(program: &TestProgram, arguments: &[OsString]) -> Result<()> {
    if !program.list(arguments)?.is_empty() {
        return Ok(());
    }
    let all = program.list(&[])?;
    Err(Error::Input(match all.is_empty() {
        true => NO_TESTS.into(),
        false => format!(
            "{NO_MATCH} {arguments:?}; the tests are:\n{}",
            all.join("\n")
        ),
    }))
}
