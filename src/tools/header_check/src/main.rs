//! `header_check`: fails where PostgreSQL's headers are of another build than its server.
//!
//! Reads `--server-include` and `--postgres`, writes the facts that agree to `--out`. The exit
//! status is 0, or 1 with every difference and both its values on stderr.

use command_line::Arguments;
use header_check::{compare, declared, report, Error, Headers, Server};
use std::path::PathBuf;
use std::process::ExitCode;

/// The command line.
struct Options {
    /// The folder of postgres.h.
    server_include: PathBuf,
    /// The server's program, of any architecture.
    postgres: PathBuf,
    /// The version that the toolchain names.
    version: String,
    /// Macros that the toolchain has of the server's CPPFLAGS.
    defines: Vec<String>,
    /// Where to write the facts compared, `name: value` a line.
    out: PathBuf,
}

fn options(arguments: &mut Arguments) -> Result<Options, command_line::Error> {
    Ok(Options {
        server_include: arguments.value_from_str("--server-include")?,
        postgres: arguments.value_from_str("--postgres")?,
        version: arguments.value_from_str("--version")?,
        defines: arguments.values_from_str("--define")?,
        out: arguments.value_from_str("--out")?,
    })
}

fn main() -> ExitCode {
    command_line::run("header_check", options, run)
}

fn run(options: Options) -> Result<(), Error> {
    let headers = Headers::read(&options.server_include)?;
    declared(&headers, &options.version, &options.defines)?;
    let server = Server::read(&options.postgres, &headers.configure)?;
    let facts = compare(&headers, &server)?;
    std::fs::write(&options.out, report(&facts)).map_err(|e| Error::File(options.out.clone(), e))
}
