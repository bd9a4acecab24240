//! SQL regression tests: each file in a fresh database that `setup.sql` prepares, its
//! output compared byte by byte with what is expected.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use crate::cases::{Case, Setup};
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
        let (printed, broken) = psql(server, &setup.sql)?;
        if let Some(broken) = broken.or_else(|| in_setup(setup, &printed)) {
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

/// What is wrong where a setup that nothing compares has errors.
fn in_setup(setup: &Setup, printed: &[u8]) -> Option<Verdict> {
    let text = String::from_utf8_lossy(printed);
    let failed = !setup.compared && text.lines().any(|line| line.starts_with("ERROR:"));
    failed.then(|| {
        Verdict::Broken(format!(
            "setup.sql, which runs before it, has errors; the last it printed:\n{}",
            tail(printed, 20)
        ))
    })
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
    fn errors_of_a_setup_that_nothing_compares_are_shown() {
        let setup = |compared| Setup {
            sql: "setup.sql".into(),
            compared,
        };
        let printed = b"CREATE EXTENSION x;\nERROR:  no x\n";
        assert_eq!(in_setup(&setup(true), printed), None);
        assert_eq!(in_setup(&setup(false), b"SELECT 'ERROR:';\n"), None);
        let Some(Verdict::Broken(why)) = in_setup(&setup(false), printed) else {
            panic!("its error is not seen");
        };
        assert_eq!(
            why,
            "setup.sql, which runs before it, has errors; the last it printed:\n\
             CREATE EXTENSION x;\nERROR:  no x"
        );
    }
}
