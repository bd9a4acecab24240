//! Finds the first way of starting target programs that this machine permits.

use std::path::Path;
use std::process::Command;

use rustix::process::Signal;

use crate::error::{Error, Result};
use crate::isolation::Isolation;
use crate::limits::{Limits, Step};
use crate::prefix;
use crate::process;
use crate::spec::ServerSpec;
use crate::wrapper::Runner;

/// The first way of starting target programs that works here, and a note for
/// the log that says so, and why those before it did not. Leaves the tree of
/// [`crate::prefix`] at `prefix`, made for that way.
///
/// # Errors
/// Where no way works; with the reason for each.
pub fn choose(
    spec: &ServerSpec,
    prefix: &Path,
    runner: &Runner,
    limits: &Limits,
) -> Result<(Isolation, String)> {
    let mut tried = String::new();
    for isolation in Isolation::candidates(spec, prefix) {
        let way = isolation.describe();
        let refusal = match isolation.obstacle(spec.emulator.is_none()) {
            Some(obstacle) => obstacle,
            None => match attempt(&isolation, spec, prefix, runner, limits) {
                Ok(()) => return Ok((isolation, format!("{way}{tried}"))),
                // What fails between fork and exec is the isolation itself.
                Err(Error::Start { source, .. }) => format!("the kernel said: {source}"),
                Err(other) => other.to_string(),
            },
        };
        tried.push_str(&format!("\n  not {way}: {refusal}"));
    }
    Err(Error::NoIdentity { tried })
}

/// Starts the loader or the emulator in one of the ways.
fn attempt(
    isolation: &Isolation,
    spec: &ServerSpec,
    prefix: &Path,
    runner: &Runner,
    limits: &Limits,
) -> Result<()> {
    let _none_at_first = std::fs::remove_dir_all(prefix);
    prefix::create(prefix, spec, isolation.uid())?;
    let mut command = Command::new(&runner.probe[0]);
    command.args(&runner.probe[1..]).env_clear();
    process::tie(&mut command, isolation, Signal::KILL);
    process::run("a trial", command, None, limits.of(Step::Short))?.success()?;
    Ok(())
}
