//! Intent and indices to locks: of all suites of a set, the newest version wins.

use std::collections::BTreeMap;

use crate::error::{Error, Result};
use crate::index::{Index, Package};
use crate::intent::Intent;
use crate::lock::{Lock, Pin};
use crate::mirror::archive_of;
use crate::own::{Own, OWN};
use crate::version;

/// Where indices come from: the archive, or what a test says of one.
pub trait Indices {
    /// The index of one (suite, architecture), of Debian's archive or another.
    fn index(&mut self, own: Option<&Own>, suite: &str, architecture: &str) -> Result<&Index>;
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
            for name in &intent.packages {
                match pin(name, architecture, intent, archive)? {
                    Some(pin) => pins.push(pin),
                    None => unknown.push(missing(set, name, architecture, intent, archive)?),
                }
            }
        }
        locks.push(Lock::new(set, intent.own.clone(), pins));
    }
    match unknown.is_empty() {
        true => Ok(locks),
        false => Err(Error::UnknownPackages(unknown)),
    }
}

/// The newest version of one package in its set's suites; `None` when no suite has it.
pub fn pin(
    name: &str,
    architecture: &str,
    intent: &Intent,
    archive: &mut impl Indices,
) -> Result<Option<Pin>> {
    let own = intent.own.as_ref();
    let mut best: Option<(&String, Package)> = None;
    for suite in intent.suites_of(architecture) {
        for package in archive.index(own, suite, architecture)?.versions(name) {
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
        archive: own.map_or(archive_of(suite), |_| OWN).to_owned(),
        path: package.path,
        size: package.size,
        sha256: package.sha256,
    }))
}

fn missing(
    set: &str,
    name: &str,
    architecture: &str,
    intent: &Intent,
    archive: &mut impl Indices,
) -> Result<String> {
    let suites = intent.suites_of(architecture);
    let mut similar: Vec<String> = Vec::new();
    for suite in suites {
        similar.extend(
            archive
                .index(intent.own.as_ref(), suite, architecture)?
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
