//! SQL regression tests: each file in a fresh database that `setup.sql` prepares, its
//! output compared byte by byte with what is expected.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use crate::cases::Case;
use crate::error::{self, Result};
use crate::server::Server;

/// `pg_regress`'s name for the database of an extension's tests.
pub const DATABASE: &str = "contrib_regression";

/// What became of one SQL file.
#[derive(Debug)]
pub struct Outcome {
    pub name: String,
    pub took: Duration,
    /// What `psql` printed.
    pub actual: Vec<u8>,
    pub verdict: Verdict,
}

/// Whether an output was right.
#[derive(Debug, PartialEq, Eq)]
pub enum Verdict {
    Same,
    /// There is no expected file.
    Unknown,
    /// It differs from all expected files, of which this is the first.
    Different(PathBuf),
    /// `psql` failed or was killed, in words.
    Broken(String),
}

/// Runs one case; `extensions` are created in its database before.
pub fn run(server: &Server, case: &Case, extensions: &[String]) -> Outcome {
    let begin = Instant::now();
    let done = attempt(server, case, extensions);
    let took = begin.elapsed();
    let (actual, verdict) = done.unwrap_or_else(|e| (Vec::new(), Verdict::Broken(e.to_string())));
    Outcome {
        name: case.name.clone(),
        took,
        actual,
        verdict,
    }
}

fn attempt(server: &Server, case: &Case, extensions: &[String]) -> Result<(Vec<u8>, Verdict)> {
    server.fresh_database(DATABASE)?;
    for extension in extensions {
        let create = format!("CREATE EXTENSION \"{extension}\" CASCADE");
        let quiet = "SET client_min_messages = warning";
        server.query(DATABASE, &[quiet, &create])?;
    }
    if let Some(setup) = &case.setup {
        if let (printed, Some(broken)) = psql(server, setup)? {
            return Ok((printed, broken));
        }
    }
    let (printed, broken) = psql(server, &case.sql)?;
    let verdict = match broken {
        Some(broken) => broken,
        None => compare(&printed, &case.expected)?,
    };
    Ok((printed, verdict))
}

/// What a file prints, and what is wrong where psql didn't come to its end.
fn psql(server: &Server, sql: &Path) -> Result<(Vec<u8>, Option<Verdict>)> {
    let output = server.regress(DATABASE, sql)?;
    // psql's 2 means that the server went away.
    let broken = (!output.status.success()).then(|| {
        Verdict::Broken(format!(
            "psql ended {} with {}; the last it printed:\n{}",
            sql.file_name().unwrap_or_default().display(),
            output.status,
            tail(&output.bytes, 20)
        ))
    });
    Ok((output.bytes, broken))
}

/// Compares byte by byte; any of the expected files may match.
pub fn compare(actual: &[u8], expected: &[PathBuf]) -> Result<Verdict> {
    let Some(first) = expected.first() else {
        return Ok(Verdict::Unknown);
    };
    for path in expected {
        if fs::read(path).map_err(error::file("read", path))? == actual {
            return Ok(Verdict::Same);
        }
    }
    Ok(Verdict::Different(first.clone()))
}

/// Writes the outputs as `<name>.out` to `dir`; returns the files that changed.
pub fn update(outcomes: &[Outcome], dir: &Path) -> Result<Vec<PathBuf>> {
    fs::create_dir_all(dir).map_err(error::file("make", dir))?;
    let mut changed = Vec::new();
    for outcome in outcomes {
        let path = dir.join(format!("{}.out", outcome.name));
        if fs::read(&path).is_ok_and(|old| old == outcome.actual) {
            continue;
        }
        fs::write(&path, &outcome.actual).map_err(error::file("write", &path))?;
        changed.push(path);
    }
    Ok(changed)
}

/// The last `count` lines.
pub fn tail(bytes: &[u8], count: usize) -> String {
    let text = String::from_utf8_lossy(bytes);
    let lines: Vec<_> = text.lines().collect();
    lines[lines.len().saturating_sub(count)..].join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_byte_makes_a_difference() {
        let dir = tempfile::tempdir().unwrap();
        let (a, b) = (dir.path().join("t.out"), dir.path().join("t_1.out"));
        fs::write(&a, "1\n").unwrap();
        fs::write(&b, "2\n").unwrap();
        let expected = [a.clone(), b];
        assert_eq!(compare(b"2\n", &expected).unwrap(), Verdict::Same);
        assert_eq!(compare(b"2", &expected).unwrap(), Verdict::Different(a));
        assert_eq!(compare(b"2", &[]).unwrap(), Verdict::Unknown);
    }

    #[test]
    fn an_update_writes_only_what_changed() {
        let dir = tempfile::tempdir().unwrap();
        let outcome = |name: &str| Outcome {
            name: name.into(),
            took: Duration::ZERO,
            actual: b"1\n".to_vec(),
            verdict: Verdict::Unknown,
        };
        fs::write(dir.path().join("old.out"), "1\n").unwrap();
        let changed = update(&[outcome("old"), outcome("new")], dir.path()).unwrap();
        assert_eq!(changed, [dir.path().join("new.out")]);
        assert_eq!(fs::read(&changed[0]).unwrap(), b"1\n");
    }
}
