//! `debian_lock update` renews the locks, `debian_lock check` says where they are wrong.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand};
use debian_lock::apt::Archive;
use debian_lock::check::{against_archive, against_intent};
use debian_lock::error::{Result, UPDATE_COMMAND};
use debian_lock::mirror::Mirror;
use debian_lock::paths::{sets, Scratch};
use debian_lock::{intent, resolve, store};

/// Pins Debian packages: <set>.yaml says what is wanted, <set>.lock.json which files that is.
///
/// The mirror is DEBIAN_MIRROR (and DEBIAN_SECURITY_MIRROR), else the one this machine's apt uses.
#[derive(Parser)]
#[command(version)]
struct Cli {
    #[command(subcommand)]
    command: Verb,
}

#[derive(Subcommand)]
enum Verb {
    /// Resolve the sets against the archive and write their locks: all of them or none.
    Update(Selection),
    /// Say which locks differ from their yaml and which pins the archive no longer has; fail if any.
    Check {
        #[command(flatten)]
        selection: Selection,
        /// Only compare locks with yaml files; look at no archive.
        #[arg(long)]
        offline: bool,
    },
}

#[derive(Args)]
struct Selection {
    /// Names of sets; all sets of the folder when not given.
    #[arg(long = "set", value_name = "NAME", num_args = 1..)]
    sets: Vec<String>,
    /// Folder of the sets, instead of the workspace's thirdparty/debian.
    #[arg(long)]
    dir: Option<PathBuf>,
}

fn main() -> ExitCode {
    let outcome = match Cli::parse().command {
        Verb::Update(selection) => update(&selection),
        Verb::Check { selection, offline } => check(&selection, offline),
    };
    outcome.unwrap_or_else(|error| {
        eprintln!("debian_lock: {error}");
        ExitCode::FAILURE
    })
}

fn update(selection: &Selection) -> Result<ExitCode> {
    let dir = sets(selection.dir.as_deref());
    let intents = intent::read_all(&dir, &selection.sets)?;
    let scratch = Scratch::create()?;
    let mut archive = Archive::open(Mirror::discover()?, scratch.path())?;
    let locks = resolve::resolve(&intents, &mut archive)?;
    let changed = store::write_all(&dir, &locks)?;
    let pins: usize = locks.iter().map(|lock| lock.packages.len()).sum();
    match changed.as_slice() {
        [] => println!("{pins} pins of {} sets are current", locks.len()),
        sets => println!("renewed {} ({pins} pins looked up)", sets.join(", ")),
    }
    Ok(ExitCode::SUCCESS)
}

fn check(selection: &Selection, offline: bool) -> Result<ExitCode> {
    let dir = sets(selection.dir.as_deref());
    let intents = intent::read_all(&dir, &selection.sets)?;
    let mut findings = against_intent(&dir, &intents)?;
    if !offline {
        let scratch = Scratch::create()?;
        let mut archive = Archive::open(Mirror::discover()?, scratch.path())?;
        let more = against_archive(&dir, &intents, &mut archive)?;
        findings.problems.extend(more.problems);
        findings.notes.extend(more.notes);
    }
    for note in &findings.notes {
        println!("note: {note}");
    }
    if findings.problems.is_empty() {
        return Ok(ExitCode::SUCCESS);
    }
    for problem in &findings.problems {
        eprintln!("{problem}");
    }
    eprintln!("renew the locks with: {UPDATE_COMMAND}");
    Ok(ExitCode::FAILURE)
}
