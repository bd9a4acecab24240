//! `header_check`: fails where PostgreSQL's headers are of another build than its server.
//!
//! Reads `--server-include` and `--postgres`, writes the facts that agree to `--out`. The exit
//! status is 0, or 1 with every difference and both its values on stderr.

use clap::Parser;
use header_check::{compare, report, Error, Headers, Server};
use std::path::PathBuf;
use std::process::ExitCode;

/// Compare PostgreSQL's server headers with a server's program.
#[derive(Parser)]
struct Arguments {
    /// The folder of postgres.h.
    #[arg(long)]
    server_include: PathBuf,
    /// The server's program, of any architecture.
    #[arg(long)]
    postgres: PathBuf,
    /// Where to write the facts compared, `name: value` a line.
    #[arg(long)]
    out: PathBuf,
}

fn main() -> ExitCode {
    match run(&Arguments::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("header_check: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &Arguments) -> Result<(), Error> {
    let headers = Headers::read(&arguments.server_include)?;
    let server = Server::read(&arguments.postgres)?;
    let facts = compare(&headers, &server)?;
    std::fs::write(&arguments.out, report(&facts))
        .map_err(|e| Error::File(arguments.out.clone(), e))
}
