//! `<install path>=<file>`: what goes where.

use crate::Error;
use std::path::PathBuf;
use std::str::FromStr;

/// One file and its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mapping {
    /// Where it is installed, relative to /.
    pub path: String,
    /// Where it is now.
    pub file: PathBuf,
}

impl FromStr for Mapping {
    type Err = Error;

    fn from_str(argument: &str) -> Result<Self, Error> {
        let bad = |reason| Error::BadMapping {
            argument: argument.to_owned(),
            reason,
        };
        let (path, file) = argument.split_once('=').ok_or(bad("it has no ="))?;
        if file.is_empty() {
            return Err(bad("it names no file"));
        }
        if path.split('/').any(|part| matches!(part, "" | "." | "..")) {
            return Err(bad("a part of the install path is empty, . or .."));
        }
        Ok(Self {
            path: path.to_owned(),
            file: file.into(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Mapping;

    #[test]
    fn a_mapping_splits_at_the_first_equals_sign() {
        let mapping: Mapping = "usr/lib/a.so=out/x=y/a.so".parse().unwrap();
        assert_eq!(mapping.path, "usr/lib/a.so");
        assert_eq!(mapping.file.to_str(), Some("out/x=y/a.so"));
    }

    #[test]
    fn paths_that_leave_the_package_are_refused() {
        for path in ["/usr/a", "usr/../etc/a", "usr//a", "usr/a/", "", "./a"] {
            let error = format!("{path}=file").parse::<Mapping>().unwrap_err();
            let text = error.to_string();
            assert!(
                text.contains("a part of the install path is empty, . or .."),
                "{text}"
            );
        }
    }

    #[test]
    fn what_is_no_mapping_says_what_is_missing() {
        let error = "usr/a".parse::<Mapping>().unwrap_err();
        assert_eq!(
            error.to_string(),
            "\"usr/a\" is not <install path>=<file>: it has no =\n  install paths are relative to \
             /, such as usr/share/doc/package/copyright"
        );
        let error = "usr/a=".parse::<Mapping>().unwrap_err().to_string();
        assert!(error.contains("it names no file"), "{error}");
    }
}
