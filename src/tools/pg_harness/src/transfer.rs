//! Dump on one architecture, restore on another, and ask both the same.
//!
//! Text formats travel trivially if types' input and output functions agree;
//! that they do is what this shows, for both of `pg_dump`'s roads: a script
//! (`psql` restores it) and an archive (`pg_restore` does).

use std::fs;
use std::path::{Path, PathBuf};

use crate::error::{Error, Result};
use crate::report;
use crate::server::Server;

/// The SQL of a transfer test.
#[derive(Debug)]
pub struct Script {
    /// Makes and fills the tables.
    pub load: PathBuf,
    /// Asks for what must be the same on both sides.
    pub query: PathBuf,
}

/// Moves a database from `source` to `target` in both formats.
///
/// Returns one line per comparison made.
///
/// # Errors
/// Where a step fails, or an answer differs; with a diff.
pub fn transfer(source: &Server, target: &Server, script: &Script) -> Result<Vec<String>> {
    let (from, to) = (cpu(source), cpu(target));
    source.fresh_database("origin")?;
    source.load("origin", &script.load)?;
    let expected = source.load("origin", &script.query)?;
    require_rows(&expected, &script.query)?;
    let expected_file = source.installation.work.path().join("expected.out");
    fs::write(&expected_file, &expected).map_err(crate::error::file("write", &expected_file))?;
    let mut lines = Vec::new();
    for format in [Format::Plain, Format::Custom] {
        let dump = source.installation.work.path().join(format.file_name());
        format.dump(source, &dump)?;
        target.fresh_database("restored")?;
        format.restore(target, &dump)?;
        let actual = target.load("restored", &script.query)?;
        let what = format!("{from} -> {to}, {format:?} format");
        if actual != expected {
            let diff = report::diff(&expected_file, &actual, &format!("restored on {to}"));
            return Err(Error::Input(format!("{what}: the answers differ\n{diff}")));
        }
        let bytes = fs::metadata(&dump).map_or(0, |m| m.len());
        lines.push(format!(
            "{what}: dump of {bytes} bytes, {} bytes of answers are the same",
            actual.len()
        ));
    }
    Ok(lines)
}

/// Refuses answers that would be the same on every server.
fn require_rows(answers: &[u8], query: &Path) -> Result<()> {
    match answers.is_empty() {
        false => Ok(()),
        true => Err(Error::Input(format!(
            "{} prints nothing, so comparing its answers would prove nothing",
            query.display()
        ))),
    }
}

fn cpu(server: &Server) -> &str {
    &server.installation.spec.cpu
}

/// `pg_dump`'s formats.
#[derive(Clone, Copy, Debug)]
enum Format {
    Plain,
    Custom,
}

impl Format {
    fn file_name(self) -> &'static str {
        match self {
            Format::Plain => "dump.sql",
            Format::Custom => "dump.custom",
        }
    }

    fn dump(self, server: &Server, file: &Path) -> Result<()> {
        let format = match self {
            Format::Plain => "--format=plain",
            Format::Custom => "--format=custom",
        };
        let path = file.to_string_lossy();
        server.client("pg_dump", [format, "--file", &path, "origin"])?;
        Ok(())
    }

    fn restore(self, server: &Server, file: &Path) -> Result<()> {
        match self {
            Format::Plain => server.load("restored", file)?,
            Format::Custom => {
                let path = file.to_string_lossy();
                let args = ["--exit-on-error", "--dbname=restored", &path];
                server.client("pg_restore", args)?
            }
        };
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn empty_answers_prove_nothing() {
        let text = require_rows(b"", Path::new("q.sql"))
            .unwrap_err()
            .to_string();
        assert!(text.contains("would prove nothing"), "{text}");
    }
}
