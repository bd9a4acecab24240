//! Runs any program of a target architecture, such as a cross-built unit test.
//!
//! Meant for `bazel test --run_under`: arguments, environment, working directory
//! and exit code are passed through; a program that a signal ended gives 128
//! and the signal's number. What is of another machine than the target, or no ELF
//! file, is simply executed. No PostgreSQL need be in the tree.

use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use clap::Parser;
use pg_harness::elf::ElfId;
use pg_harness::workdir::WorkDir;
use pg_harness::wrapper::Runner;
use pg_harness::{cleanup, error, prefix, process, Result, TargetCommand};

/// Run a program of a target architecture, natively or emulated.
#[derive(Parser)]
struct Program {
    #[command(flatten)]
    command: TargetCommand,
}

fn main() -> ExitCode {
    let command = Program::parse().command;
    cleanup::guard("error", 125, || run(&command))
}

fn run(args: &TargetCommand) -> Result<ExitCode> {
    let spec = args.spec()?;
    let target = ElfId::read(&spec.usr().join(&spec.loader))?;
    if target.is_none() || ElfId::read(Path::new(&args.command[0]))? != target {
        let reason = Command::new(&args.command[0])
            .args(&args.command[1..])
            .exec();
        return Err(error::file("execute", &args.command[0])(reason));
    }
    let work = WorkDir::new()?;
    let prefix = work.path().join("prefix");
    let uid = rustix::process::geteuid().as_raw();
    prefix::create(&prefix, &spec, uid)?;
    let program = PathBuf::from(&args.command[0]);
    let program = std::path::absolute(&program).map_err(error::file("find", &program))?;
    let words = Runner::new(&spec, &prefix).words(&program);
    let mut command = Command::new(&words[0]);
    command.args(&words[1..]).args(&args.command[1..]);
    let what = args.command[0].to_string_lossy();
    let mut child = process::spawn(&what, command.process_group(0))?;
    let status = child.wait().map_err(error::file("wait for", &program))?;
    Ok(process::exit_code(status))
}
