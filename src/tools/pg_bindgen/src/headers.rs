//! Which PostgreSQL release a set of server headers is of.

use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};

/// Why headers can't be used.
#[derive(Debug)]
pub enum HeaderError {
    /// pg_config.h is not there or can't be read.
    Unreadable(PathBuf, std::io::Error),
    /// A define that PostgreSQL's configure always writes is missing.
    Undefined(PathBuf, &'static str),
    /// The headers are of another major than asked for.
    OtherMajor {
        path: PathBuf,
        found: String,
        wanted: u16,
    },
}

impl fmt::Display for HeaderError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unreadable(file, error) => write!(
                f,
                "{}: no PostgreSQL server headers here: {error}",
                file.display()
            ),
            Self::Undefined(file, name) => write!(
                f,
                "{} defines no {name}: these are no PostgreSQL server headers",
                file.display()
            ),
            Self::OtherMajor {
                path,
                found,
                wanted,
            } => write!(
                f,
                "{} is of PostgreSQL {found}, but bindings for {wanted} were asked for\n\
                 Mend the row of {wanted} in platforms/postgres.bzl or its set in \
                 thirdparty/debian.",
                path.display()
            ),
        }
    }
}

impl std::error::Error for HeaderError {}

/// The release, for example `17.12`, that `pg_config.h` in `server_include` says, checked against `major`.
pub fn release(server_include: &Path, major: u16) -> Result<String, HeaderError> {
    let path = server_include.join("pg_config.h");
    let text =
        fs::read_to_string(&path).map_err(|error| HeaderError::Unreadable(path.clone(), error))?;
    let version = define(&text, "PG_VERSION")
        .ok_or_else(|| HeaderError::Undefined(path.clone(), "PG_VERSION"))?;
    let found = define(&text, "PG_MAJORVERSION")
        .ok_or_else(|| HeaderError::Undefined(path.clone(), "PG_MAJORVERSION"))?;
    if found != major.to_string() {
        return Err(HeaderError::OtherMajor {
            path,
            found: version.to_owned(),
            wanted: major,
        });
    }
    // Debian appends its package version: "17.12 (Debian 17.12-0+deb13u1)".
    Ok(version.split(' ').next().unwrap_or(version).to_owned())
}

/// The string value of `#define NAME "value"`.
fn define<'a>(text: &'a str, name: &str) -> Option<&'a str> {
    text.lines().find_map(|line| {
        let rest = line.strip_prefix("#define ")?.strip_prefix(name)?;
        rest.strip_prefix(" \"")?.strip_suffix('"')
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(text: &str) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("pg_config.h"), text).unwrap();
        folder
    }

    #[test]
    fn reads_debians_version() {
        let folder = headers(
            "#define PG_MAJORVERSION \"17\"\n#define PG_VERSION \"17.12 (Debian 17.12-0+deb13u1)\"\n",
        );
        assert_eq!(release(folder.path(), 17).unwrap(), "17.12");
    }

    #[test]
    fn refuses_another_major_and_names_both() {
        let folder = headers("#define PG_MAJORVERSION \"18\"\n#define PG_VERSION \"18.6\"\n");
        let text = release(folder.path(), 17).unwrap_err().to_string();
        assert!(
            text.contains("is of PostgreSQL 18.6, but bindings for 17 were asked for"),
            "{text}"
        );
    }

    #[test]
    fn refuses_a_folder_without_headers() {
        let folder = tempfile::tempdir().unwrap();
        let text = release(folder.path(), 17).unwrap_err().to_string();
        assert!(text.contains("no PostgreSQL server headers here"), "{text}");
    }

    #[test]
    fn refuses_headers_that_define_nothing() {
        let folder = headers("/* empty */");
        let text = release(folder.path(), 17).unwrap_err().to_string();
        assert!(text.contains("defines no PG_VERSION"), "{text}");
    }
}
