//! A server with an extension, and psql on the terminal.
//!
//! The exit code is psql's, or 1 where it cannot be run.

use std::ffi::OsString;
use std::io::{stdin, IsTerminal};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Parser;
use pg_harness::{at_hand, cleanup, error, process, Installation, Result, Server, ServerSpec};

/// Start the PostgreSQL of a target with an extension, and psql in a database that has it. Both
/// end with psql.
#[derive(Parser)]
struct Args {
    /// Description of the server (JSON)
    #[arg(long, value_name = "FILE", hide = true)]
    server: PathBuf,
    /// Install tree of an extension (lib/postgresql/N/lib, share/postgresql/N)
    #[arg(long = "extension", value_name = "DIR", hide = true)]
    extensions: Vec<PathBuf>,
    /// Extension to create, in a database of that name
    #[arg(long, value_name = "NAME", hide = true)]
    load_extension: String,
    /// Server setting
    #[arg(long = "setting", value_name = "NAME=VALUE")]
    settings: Vec<String>,
    /// Keep the data in this folder, and go on with what is there; before psql's arguments
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,
    /// psql's, such as -c 'SELECT 1'; -X leaves ~/.psqlrc out
    #[arg(
        trailing_var_arg = true,
        allow_hyphen_values = true,
        value_name = "ARGUMENTS"
    )]
    arguments: Vec<OsString>,
}

fn main() -> ExitCode {
    let args = Args::parse();
    cleanup::guard("error", 1, || run(&args))
}

fn run(args: &Args) -> Result<ExitCode> {
    let spec = ServerSpec::load(&args.server)?;
    let mut installation = Installation::prepare(spec, &args.extensions)?;
    if let Some(folder) = &args.data {
        installation.keep(&at_hand::from_working_directory(folder))?;
    }
    let configuration = at_hand::configuration(args.data.is_some());
    let server = Server::start_in(installation, &args.settings, &configuration)?;
    server.provide(&args.load_extension)?;
    if stdin().is_terminal() {
        eprintln!("{}", greeting(&server, args));
    }
    let mut psql = server.psql_at_hand(&args.load_extension, &args.arguments);
    // Of a query, and of psql where it reads no line.
    cleanup::leave_interrupts();
    let mut psql = process::spawn("psql", &mut psql)?;
    let status = psql.wait().map_err(error::file("wait for", "psql"));
    cleanup::hold_if_ending();
    Ok(process::exit_code(status?))
}

/// Which server this is, and what becomes of the data.
fn greeting(server: &Server, args: &Args) -> String {
    let spec = &server.installation.spec;
    let emulated = match spec.emulator {
        Some(_) => ", emulated",
        None => "",
    };
    let data = match args.data {
        Some(_) => format!("kept in {}", server.installation.data.display()),
        None => "gone at the end; --data=DIR keeps it".into(),
    };
    format!(
        "PostgreSQL {} for {}{emulated}; the data is {data}",
        spec.major, spec.cpu
    )
}
