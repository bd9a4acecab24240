//! `debian_lock update` renews the locks, `debian_lock check` says where they are wrong.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand};
use debian_lock::archive::Archive;
use debian_lock::check::{against_archive, against_intent};
use debian_lock::error::{in_words_of, Result, UPDATE_COMMAND};
use debian_lock::groups::Groups;
use debian_lock::intent::{read_all, Intent};
use debian_lock::paths::{sets, Scratch};
use debian_lock::{resolve, store};

/// Pins Debian packages: <set>.yaml says what is wanted, <set>.lock.json which files that is.
///
/// The mirror is DEBIAN_MIRROR (and DEBIAN_SECURITY_MIRROR), else the one this machine's apt uses;
/// a set with an `archive` is of that one.
#[derive(Parser)]
#[command(version)]
struct Cli {
    /// JSON of what a set's `architectures` may name besides architectures: {group: [architecture]}.
    #[arg(long, value_name = "FILE")]
    groups: Option<PathBuf>,
    /// The command that renews the locks, for messages.
    #[arg(long, value_name = "COMMAND", default_value = UPDATE_COMMAND)]
    renew: String,
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

impl Selection {
    /// The folder, and what it wants by the names of sets.
    fn read(&self, groups: Option<&Path>) -> Result<(PathBuf, BTreeMap<String, Intent>)> {
        let groups = groups.map_or(Ok(Groups::default()), Groups::read)?;
        let dir = sets(self.dir.as_deref());
        let intents = read_all(&dir, &self.sets, &groups)?;
        Ok((dir, intents))
    }
}

fn main() -> ExitCode {
    let Cli {
        groups,
        renew,
        command,
    } = Cli::parse();
    let outcome = match command {
        Verb::Update(selection) => update(&selection, groups.as_deref()),
        Verb::Check { selection, offline } => check(&selection, groups.as_deref(), offline, &renew),
    };
    outcome.unwrap_or_else(|error| {
        eprintln!("debian_lock: {}", in_words_of(&renew, &error.to_string()));
        ExitCode::FAILURE
    })
}

fn update(selection: &Selection, groups: Option<&Path>) -> Result<ExitCode> {
    let (dir, intents) = selection.read(groups)?;
    let scratch = Scratch::create()?;
    let mut archive = Archive::open(&dir, scratch.path());
    let locks = resolve::resolve(&intents, &mut archive)?;
    let changed = store::write_all(&dir, &locks)?;
    let pins: usize = locks.iter().map(|lock| lock.packages.len()).sum();
    match changed.as_slice() {
        [] => println!("{pins} pins of {} sets are current", locks.len()),
        sets => println!("renewed {} ({pins} pins looked up)", sets.join(", ")),
    }
    Ok(ExitCode::SUCCESS)
}

fn check(
    selection: &Selection,
    groups: Option<&Path>,
    offline: bool,
    renew: &str,
) -> Result<ExitCode> {
    let (dir, intents) = selection.read(groups)?;
    let mut findings = against_intent(&dir, &intents)?;
    if !offline {
        let scratch = Scratch::create()?;
        let mut archive = Archive::open(&dir, scratch.path());
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
    eprintln!("renew the locks with: {renew}");
    Ok(ExitCode::FAILURE)
}
