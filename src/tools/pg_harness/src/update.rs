//! Where the outputs of SQL files are written: over what was expected of them.

use std::fs;
use std::path::{Path, PathBuf};

use crate::cases::Case;
use crate::error::{self, Error, Result};
use crate::regress::{Outcome, Verdict};

/// The file for the output of each case.
///
/// `here` is the folder that expected files are seen from, `workspace` the one that they are in by the
/// same paths. `folder` is the one that the user names, from the workspace, for outputs that none has yet.
///
/// # Errors
/// Where a case has no expected file and no folder is named; where the folder has none of those that
/// the cases have; where a file is not of the workspace.
pub fn files(
    cases: &[Case],
    folder: Option<&Path>,
    here: &Path,
    workspace: &Path,
) -> Result<Vec<PathBuf>> {
    let expected = |case: &Case| -> Option<PathBuf> {
        let path = case.expected.first()?;
        Some(workspace.join(path.strip_prefix(here).unwrap_or(path)))
    };
    let known: Vec<_> = cases.iter().map(expected).collect();
    let beside = known.iter().flatten().next().and_then(|path| path.parent());
    let named = folder.map(|folder| workspace.join(folder));
    if let (Some(folder), Some(beside)) = (&named, beside) {
        if !cases.iter().any(|case| folder.join(output(case)).exists()) {
            return Err(other_folder(folder, beside));
        }
    }
    let pairs = cases.iter().zip(known.iter());
    let file = |(case, known): (&Case, &Option<PathBuf>)| match (&named, known, beside) {
        (Some(folder), ..) => Ok(folder.join(output(case))),
        (None, Some(path), _) if path.exists() => Ok(path.clone()),
        (None, Some(path), _) => Err(Error::Input(format!(
            "{} does not exist, so it can't be renewed.\n\
             To mend it: name the folder of the expected outputs, `--update <folder>`",
            path.display()
        ))),
        (None, None, Some(beside)) => Ok(beside.join(output(case))),
        (None, None, None) => Err(Error::Input(format!(
            "nothing says where {} belongs, as the test has no expected output yet.\n\
             To mend it: name the folder, `--update <folder>`",
            output(case)
        ))),
    };
    pairs.map(file).collect()
}

fn output(case: &Case) -> String {
    format!("{}.out", case.name)
}

fn other_folder(folder: &Path, beside: &Path) -> Error {
    Error::Input(format!(
        "{} has none of the test's expected outputs, which are in {}; nothing was written.\n\
         To mend it: leave the folder out, `--update`",
        folder.display(),
        beside.display()
    ))
}

/// Writes the outputs that are not right already; returns the files that changed.
///
/// # Errors
/// Where one can't be written.
pub fn write(outcomes: &[Outcome], files: &[PathBuf]) -> Result<Vec<PathBuf>> {
    let mut changed = Vec::new();
    for (outcome, path) in outcomes.iter().zip(files) {
        let same = fs::read(path).is_ok_and(|old| old == outcome.actual);
        if same || outcome.verdict == Verdict::Same {
            continue;
        }
        let folder = path.parent().unwrap_or(path);
        fs::create_dir_all(folder).map_err(error::file("make", folder))?;
        fs::write(path, &outcome.actual).map_err(error::file("write", path))?;
        changed.push(path.clone());
    }
    Ok(changed)
}

#[cfg(test)]
#[path = "update_test.rs"]
mod tests;
