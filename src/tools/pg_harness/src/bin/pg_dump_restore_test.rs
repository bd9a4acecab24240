//! Moves a database between two architectures, there and back.
//!
//! Exit code 0 where all answers are the same on both sides, 1 otherwise.

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

use clap::Parser;
use pg_harness::transfer::{transfer, Script};
use pg_harness::{cleanup, proof, Error, Extras, Result, Server, ServerSpec};

/// Load data into one server, dump it, restore it into the server of another
/// architecture and compare the answers of both; then the other way.
#[derive(Parser)]
struct Args {
    /// Description of the first server (JSON)
    #[arg(long, value_name = "FILE")]
    source: PathBuf,
    /// Description of the second server (JSON)
    #[arg(long, value_name = "FILE")]
    target: PathBuf,
    /// Install tree of an extension for the first server
    #[arg(long = "source-extension", value_name = "DIR")]
    source_extensions: Vec<PathBuf>,
    /// Install tree of an extension for the second server
    #[arg(long = "target-extension", value_name = "DIR")]
    target_extensions: Vec<PathBuf>,
    /// SQL file that makes and fills the tables
    #[arg(long, value_name = "FILE")]
    load: PathBuf,
    /// SQL file whose answers must be the same everywhere
    #[arg(long, value_name = "FILE")]
    query: PathBuf,
}

fn main() -> ExitCode {
    let args = Args::parse();
    cleanup::guard("error", 1, || {
        run(&args).inspect_err(|_| println!("0 passed, 1 failed"))?;
        Ok::<_, Error>(ExitCode::SUCCESS)
    })
}

fn run(args: &Args) -> Result<()> {
    let source = start(&args.source, &args.source_extensions)?;
    let target = start(&args.target, &args.target_extensions)?;
    let script = Script {
        load: args.load.clone(),
        query: args.query.clone(),
    };
    let mut passed = 0;
    for (from, to) in [(&source, &target), (&target, &source)] {
        let begin = Instant::now();
        for line in transfer(from, to, &script)? {
            println!("ok      {line}");
            passed += 1;
        }
        println!("        took {:.1?}", begin.elapsed());
    }
    println!("{passed} passed, 0 failed");
    Ok(())
}

fn start(spec: &Path, extensions: &[PathBuf]) -> Result<Server> {
    let extras = Extras {
        extensions: extensions.to_vec(),
        settings: Vec::new(),
    };
    let server = Server::start(ServerSpec::load(spec)?, &extras)?;
    for line in proof::gather(&server)?.lines {
        println!("{line}");
    }
    Ok(server)
}
