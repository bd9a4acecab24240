//! Locks against intent, and pins against the archive.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use crate::error::Result;
use crate::intent::Intent;
use crate::lock::{Lock, Pin};
use crate::resolve::{pin, Indices};
use crate::store::file_name;
use crate::version;

/// What a check found.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Findings {
    /// Each makes the check fail: a lock that contradicts its yaml, a pin that is gone.
    pub problems: Vec<String>,
    /// Worth knowing: a pin that is still there, though a newer version is too.
    pub notes: Vec<String>,
}

/// Compares every set with its lock, without looking at the archive.
pub fn against_intent(dir: &Path, intents: &BTreeMap<String, Intent>) -> Result<Findings> {
    let mut findings = Findings::default();
    for (set, intent) in intents {
        match Lock::read(&dir.join(file_name(set)))? {
            Some(lock) => findings.problems.extend(differences(set, intent, &lock)),
            None => findings.problems.push(format!("{set}.yaml: has no lock")),
        }
    }
    Ok(findings)
}

/// Where a lock says something else than its yaml, one sentence each.
fn differences(set: &str, intent: &Intent, lock: &Lock) -> Vec<String> {
    let file = file_name(set);
    let mut problems = Vec::new();
    if lock.set != set {
        problems.push(format!("{file}: says it is the lock of {:?}", lock.set));
    }
    if lock.archive != intent.own {
        problems.push(format!(
            "{file}: is of another archive, components or keyring than its yaml says"
        ));
    }
    let pair = |name: &String, architecture: &String| (name.clone(), architecture.clone());
    let wanted: BTreeSet<_> = intent
        .packages
        .iter()
        .flat_map(|name| {
            intent
                .architectures
                .iter()
                .map(move |architecture| pair(name, architecture))
        })
        .collect();
    let pinned: BTreeSet<_> = lock
        .packages
        .iter()
        .map(|p| pair(&p.name, &p.architecture))
        .collect();
    for (name, architecture) in wanted.difference(&pinned) {
        problems.push(format!(
            "{file}: {name} for {architecture} is wanted but not pinned"
        ));
    }
    for (name, architecture) in pinned.difference(&wanted) {
        problems.push(format!(
            "{file}: {name} for {architecture} is pinned but not wanted"
        ));
    }
    for pin in &lock.packages {
        let suites = intent.suites_of(&pin.architecture);
        if !suites.contains(&pin.suite) {
            problems.push(format!(
                "{file}: {} for {} is pinned from {}, but wanted from {}",
                pin.name,
                pin.architecture,
                pin.suite,
                suites.join(", ")
            ));
        }
    }
    problems
}

/// Looks every pin up in the archive: same version, same file, same hash.
pub fn against_archive(
    dir: &Path,
    intents: &BTreeMap<String, Intent>,
    archive: &mut impl Indices,
) -> Result<Findings> {
    let mut findings = Findings::default();
    for (set, intent) in intents {
        let Some(lock) = Lock::read(&dir.join(file_name(set)))? else {
            continue;
        };
        for old in &lock.packages {
            look_up(&file_name(set), old, intent, archive, &mut findings)?;
        }
    }
    Ok(findings)
}

fn look_up(
    file: &str,
    old: &Pin,
    intent: &Intent,
    archive: &mut impl Indices,
    findings: &mut Findings,
) -> Result<()> {
    let Pin {
        name,
        architecture,
        version,
        suite,
        ..
    } = old;
    let what = format!("{file}: {name} {version} for {architecture}");
    let there = archive
        .index(intent.own.as_ref(), suite, architecture)?
        .versions(name)
        .iter()
        .find(|p| p.version == *version)
        .cloned();
    let newest = pin(name, architecture, intent, archive)?;
    let same = there
        .as_ref()
        .is_some_and(|p| p.sha256 == old.sha256 && p.path == old.path && p.size == old.size);
    match (there, newest) {
        (None, None) => findings
            .problems
            .push(format!("{what} is gone from {suite}, without a successor")),
        (None, Some(new)) => {
            findings.problems.push(format!(
                "{what} is gone from {suite}; {} has {}",
                new.suite, new.version
            ));
        }
        (Some(p), _) if !same => {
            let hashes = format!("sha256 {}, pinned {}", p.sha256, old.sha256);
            findings
                .problems
                .push(format!("{what}: the archive's file is another ({hashes})"));
        }
        (Some(_), Some(new)) if version::compare(&new.version, version).is_gt() => {
            findings
                .notes
                .push(format!("{what}: {} has {}", new.suite, new.version));
        }
        _ => {}
    }
    Ok(())
}
