//! Databases that a new one would hide: images of PostgreSQL 18 and later keep each
//! major's below one volume, `<volume>/<major>/docker`; earlier ones mount `<volume>/data`.
//! Whoever changes the image alone would start with an empty database otherwise.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::datadir::{inspect, State};
use crate::error::{file, Error, Result};

/// The last part of a data folder that is one of several in a volume; the official image's.
const VERSIONED: &str = "docker";
/// Where images of earlier majors mount the volume, below the one of today.
const FORMER: &str = "data";
/// What is mounted, as this process sees it (proc_pid_mountinfo(5)).
const MOUNTS: &str = "/proc/self/mountinfo";

/// Looks for databases beside a data folder that has none yet.
///
/// # Errors
/// [`Error::OtherDatabase`], [`Error::UnusedVolume`], or where the volume cannot be read.
pub fn check(pgdata: &Path) -> Result<()> {
    let Some(volume) = volume_of(pgdata) else {
        return Ok(());
    };
    for other in candidates(volume)? {
        if inspect(&other).is_ok_and(|state| state == State::Ready) {
            return Err(Error::OtherDatabase {
                pgdata: pgdata.into(),
                other,
            });
        }
    }
    let former = volume.join(FORMER);
    // Where it cannot be read nothing is known to be wrong.
    let mounts = fs::read_to_string(MOUNTS).unwrap_or_default();
    match is_mounted(&mounts, &former) {
        true => Err(Error::UnusedVolume {
            pgdata: pgdata.into(),
            volume: volume.into(),
            former,
        }),
        false => Ok(()),
    }
}

/// The volume of `<volume>/<major>/docker`.
fn volume_of(pgdata: &Path) -> Option<&Path> {
    let major = pgdata.parent()?;
    let is_major = major.file_name()?.to_str()?.parse::<u32>().is_ok();
    (is_major && pgdata.file_name()? == VERSIONED).then(|| major.parent())?
}

/// Where databases of other majors may be.
fn candidates(volume: &Path) -> Result<Vec<PathBuf>> {
    let mut candidates = vec![volume.to_path_buf(), volume.join(FORMER)];
    let entries = match fs::read_dir(volume) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        entries => entries.and_then(Iterator::collect::<io::Result<Vec<_>>>),
    };
    let entries = entries.map_err(file("list", volume))?;
    candidates.extend(entries.iter().map(|entry| entry.path().join(VERSIONED)));
    candidates.sort();
    Ok(candidates)
}

/// Whether something is mounted at a path; `mounts` is the text of [`MOUNTS`].
fn is_mounted(mounts: &str, path: &Path) -> bool {
    let mut places = mounts.lines().filter_map(|line| line.split(' ').nth(4));
    places.any(|place| Path::new(place) == path)
}

#[cfg(test)]
#[path = "volume_test.rs"]
mod tests;
