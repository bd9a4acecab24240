//! `<set>.lock.json`: what is pinned, written by machine.
//!
//! JSON with one package per line, so that a review shows one line per changed
//! pin, sorted by name, then architecture. `//build/debian:lock.bzl` reads it.

use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::error::{io, Error, Result};
use crate::own::Own;

/// Version of the format; raised when a reader of the old one would misread the new one.
pub const SCHEMA: u32 = 1;

/// The content of one lock file.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Lock {
    /// Name of the set, equal to the file's.
    pub set: String,
    /// [`SCHEMA`].
    pub schema: u32,
    /// The archive that the pins are of; Debian's where there is none.
    #[serde(default)]
    pub archive: Option<Own>,
    /// The pins, sorted by name, then architecture.
    pub packages: Vec<Pin>,
}

/// One `.deb`, exactly. The order of fields is the order in the file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pin {
    /// Binary package name.
    pub name: String,
    /// The architecture asked for, also where the `.deb` itself is `all`.
    pub architecture: String,
    /// Full Debian version, with epoch.
    pub version: String,
    /// Suite that has it; its successor is looked for there.
    pub suite: String,
    /// `debian` or `debian-security`: which of the two archives `path` is relative to; `own`: that of the lock.
    pub archive: String,
    /// Path below the archive's base, without leading slash.
    pub path: String,
    /// Bytes.
    pub size: u64,
    /// Lower-case hexadecimal.
    pub sha256: String,
}

impl Lock {
    /// A lock of the current schema with its pins in canonical order.
    pub fn new(set: &str, archive: Option<Own>, mut packages: Vec<Pin>) -> Self {
        packages.sort_by(|a, b| (&a.name, &a.architecture).cmp(&(&b.name, &b.architecture)));
        Lock {
            set: set.to_owned(),
            schema: SCHEMA,
            archive,
            packages,
        }
    }

    /// The file's text; the same lock always gives the same bytes.
    pub fn render(&self) -> String {
        let lines: Vec<String> = self.packages.iter().map(json).collect();
        let archive = self
            .archive
            .as_ref()
            .map_or_else(String::new, |own| format!("\"archive\":{},", json(own)));
        format!(
            "{{\"set\":{},\"schema\":{},{archive}\"packages\":[\n{}\n]}}\n",
            json(&self.set),
            self.schema,
            lines.join(",\n")
        )
    }

    /// Reads a lock's text; `path` is only for messages.
    pub fn parse(text: &str, path: &Path) -> Result<Self> {
        let bad = |reason: String| Error::BadLock {
            path: path.to_owned(),
            reason,
        };
        let lock: Lock = serde_json::from_str(text).map_err(|e| bad(e.to_string()))?;
        if lock.schema != SCHEMA {
            return Err(bad(format!(
                "schema {} where {SCHEMA} is understood",
                lock.schema
            )));
        }
        Ok(lock)
    }

    /// Reads a lock file; `None` when there is none yet.
    pub fn read(path: &Path) -> Result<Option<Self>> {
        match std::fs::read_to_string(path) {
            Ok(text) => Self::parse(&text, path).map(Some),
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => Ok(None),
            Err(e) => Err(io("read", path)(e)),
        }
    }
}

fn json<T: Serialize>(value: &T) -> String {
    // Strings and numbers only: there is nothing in them that JSON cannot say.
    serde_json::to_string(value).expect("a pin is plain data")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pin(name: &str, architecture: &str) -> Pin {
        Pin {
            name: name.into(),
            architecture: architecture.into(),
            version: "1:2~a\"b".into(),
            suite: "s".into(),
            archive: "debian".into(),
            path: "pool/p.deb".into(),
            size: 7,
            sha256: "00".into(),
        }
    }

    #[test]
    fn text_is_sorted_one_line_per_pin_and_reads_back() {
        let lock = Lock::new(
            "x",
            None,
            vec![pin("b", "amd64"), pin("a", "arm64"), pin("a", "amd64")],
        );
        let text = lock.render();
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(lines[0], r#"{"set":"x","schema":1,"packages":["#);
        assert_eq!(
            lines[1],
            r#"{"name":"a","architecture":"amd64","version":"1:2~a\"b","suite":"s","archive":"debian","path":"pool/p.deb","size":7,"sha256":"00"},"#
        );
        assert!(lines[2].starts_with(r#"{"name":"a","architecture":"arm64""#));
        assert_eq!(lines.len(), 5);
        assert_eq!(Lock::parse(&text, Path::new("x")).unwrap(), lock);
    }

    #[test]
    fn an_archive_of_ones_own_stands_in_the_first_line() {
        let own = Own {
            url: "proto://host/apt".into(),
            components: vec!["main".into(), "16".into()],
            keyring: "keys.asc".into(),
        };
        let lock = Lock::new("x", Some(own), vec![pin("a", "amd64")]);
        let text = lock.render();
        assert_eq!(
            text.lines().next().unwrap(),
            r#"{"set":"x","schema":1,"archive":{"url":"proto://host/apt","components":["main","16"],"keyring":"keys.asc"},"packages":["#
        );
        assert_eq!(Lock::parse(&text, Path::new("x")).unwrap(), lock);
    }

    #[test]
    fn another_schema_is_refused_with_the_command_that_renews() {
        let text = Lock::new("x", None, vec![])
            .render()
            .replace("\"schema\":1", "\"schema\":2");
        let message = Lock::parse(&text, Path::new("x.lock.json"))
            .unwrap_err()
            .to_string();
        assert!(
            message.contains("x.lock.json: not a lock: schema 2 where 1 is understood"),
            "{message}"
        );
        assert!(message.contains("./tools/bazel run //:update"), "{message}");
    }
}
