//! Intent and indices to locks: of all suites of a set, the newest version wins.

use std::collections::BTreeMap;

use crate::error::{Error, Result};
use crate::index::{Index, Package};
use crate::intent::Intent;
use crate::lock::{Lock, Pin};
use crate::mirror::archive_of;
use crate::version;

/// Where indices come from: the archive, or what a test says of one.
pub trait Indices {
    /// The index of one (suite, architecture).
    fn index(&mut self, suite: &str, architecture: &str) -> Result<&Index>;
}

/// Resolves all sets, or reports every package of every set that is not there.
pub fn resolve(
    intents: &BTreeMap<String, Intent>,
    archive: &mut impl Indices,
) -> Result<Vec<Lock>> {
    let mut locks = Vec::new();
    let mut unknown = Vec::new();
    for (set, intent) in intents {
        let mut pins = Vec::new();
        for architecture in &intent.architectures {
            let suites = intent.suites_of(architecture);
            for name in &intent.packages {
                match pin(name, architecture, suites, archive)? {
                    Some(pin) => pins.push(pin),
                    None => unknown.push(missing(set, name, architecture, suites, archive)?),
                }
            }
        }
        locks.push(Lock::new(set, pins));
    }
    match unknown.is_empty() {
        true => Ok(locks),
        false => Err(Error::UnknownPackages(unknown)),
    }
}

/// The newest version of one package in `suites`; `None` when no suite has it.
pub fn pin(
    name: &str,
    architecture: &str,
    suites: &[String],
    archive: &mut impl Indices,
) -> Result<Option<Pin>> {
    let mut best: Option<(&String, Package)> = None;
    for suite in suites {
        for package in archive.index(suite, architecture)?.versions(name) {
            let newer =
                |(_, old): &(_, Package)| version::compare(&package.version, &old.version).is_gt();
            if best.as_ref().is_none_or(newer) {
                best = Some((suite, package.clone()));
            }
        }
    }
    Ok(best.map(|(suite, package)| Pin {
        name: name.to_owned(),
        architecture: architecture.to_owned(),
        version: package.version,
        suite: suite.clone(),
        archive: archive_of(suite).to_owned(),
        path: package.path,
        size: package.size,
        sha256: package.sha256,
    }))
}

fn missing(
    set: &str,
    name: &str,
    architecture: &str,
    suites: &[String],
    archive: &mut impl Indices,
) -> Result<String> {
    let mut similar: Vec<String> = Vec::new();
    for suite in suites {
        similar.extend(
            archive
                .index(suite, architecture)?
                .similar(name)
                .into_iter()
                .map(str::to_owned),
        );
    }
    similar.sort();
    similar.dedup();
    let hint = match similar.is_empty() {
        true => String::new(),
        false => format!("; similar: {}", similar.join(", ")),
    };
    Ok(format!(
        "  {set}.yaml: {name} for {architecture} is not in {}{hint}",
        suites.join(", ")
    ))
}
