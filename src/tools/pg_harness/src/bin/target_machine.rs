//! Runs any command on a machine that starts programs of a target architecture too,
//! whichever program starts them.
//!
//! Arguments, environment, working directory and exit code are passed through; a command
//! that a signal ended gives 128 and the signal's number. Takes Linux 6.7 or newer
//! ([`pg_harness::binfmt`]). Where the machine is the target's own, the command is simply run.
//!
//! `QEMU_CPU`, QEMU's own variable, takes the place of the description's CPU model, even for
//! programs that get another environment.

use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt;
use std::process::{Command, ExitCode};

use clap::Parser;
use pg_harness::binfmt::Binfmt;
use pg_harness::elf::ElfId;
use pg_harness::workdir::WorkDir;
use pg_harness::wrapper::Runner;
use pg_harness::{cleanup, error, prefix, process, reaper, Error, Result};
use pg_harness::{ServerSpec, TargetCommand};
use rustix::process::Pid;

/// Run a command on a machine that also starts programs of a target architecture.
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
    let mut spec = args.spec()?;
    if let Ok(model) = std::env::var("QEMU_CPU") {
        spec.cpu_model.qemu = Some(model);
    }
    let work = WorkDir::new()?;
    let mut command = Command::new(&args.command[0]);
    command.args(&args.command[1..]);
    let mut what = args.command[0].to_string_lossy().into_owned();
    if spec.emulator.is_some() {
        binfmt(&spec, &work)?.apply(&mut command);
        what += " (in a user namespace with its own binfmt_misc, which Linux 6.7 and newer have)";
    }
    let child = process::spawn(&what, &mut command)?;
    let ended = reaper::wait_for(Pid::from_child(&child));
    let status = ended.map_err(error::file("wait for", &args.command[0]))?;
    Ok(process::exit_code(status))
}

/// What the kernel is told, with all files of it in `work`.
fn binfmt(spec: &ServerSpec, work: &WorkDir) -> Result<Binfmt> {
    let loader = spec.usr().join(&spec.loader);
    let target = ElfId::read(&loader)?
        .ok_or_else(|| Error::Input(format!("{} is no ELF file", loader.display())))?;
    let tree = work.path().join("prefix");
    prefix::create(&tree, spec, rustix::process::geteuid().as_raw())?;
    let interpreter = work.path().join("interpreter");
    fs::write(&interpreter, Runner::new(spec, &tree).interpreter())
        .and_then(|()| fs::set_permissions(&interpreter, Permissions::from_mode(0o755)))
        .map_err(error::file("write", &interpreter))?;
    let folder = work.path().join("binfmt_misc");
    fs::create_dir(&folder).map_err(error::file("make", &folder))?;
    Ok(Binfmt::new(target, &interpreter, "P", &folder))
}
