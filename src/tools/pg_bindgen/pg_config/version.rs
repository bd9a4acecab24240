//! The number of a release.

use eyre::{eyre, Result, WrapErr};
use std::convert::Infallible;
use std::fmt::{self, Display, Formatter};

/// What follows the major in a release's number.
#[derive(Copy, Clone, Debug, Eq, PartialEq)]
pub enum PgMinorVersion {
    /// 2 of 17.2.
    Release(u16),
    /// 2 of 19beta2.
    Beta(u16),
    /// 1 of 19rc1.
    Rc(u16),
}

impl Display for PgMinorVersion {
    fn fmt(&self, out: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Release(number) => write!(out, ".{number}"),
            Self::Beta(number) => write!(out, "beta{number}"),
            Self::Rc(number) => write!(out, "rc{number}"),
        }
    }
}

/// A release of PostgreSQL.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct PgVersion {
    /// 17 of 17.2.
    pub major: u16,
    /// The rest.
    pub minor: PgMinorVersion,
}

impl PgVersion {
    /// A release; where it could be downloaded, nobody here knows.
    pub const fn new(major: u16, minor: PgMinorVersion, _url: Option<Infallible>) -> Self {
        Self { major, minor }
    }

    pub(crate) fn parse(release: &str) -> Result<Self> {
        let parts = |separator| release.split_once(separator);
        let (major, minor, kind): (_, _, fn(u16) -> PgMinorVersion) =
            if let Some((major, minor)) = parts("beta") {
                (major, minor, PgMinorVersion::Beta)
            } else if let Some((major, minor)) = parts("rc") {
                (major, minor, PgMinorVersion::Rc)
            } else if let Some((major, minor)) = parts(".") {
                (major, minor, PgMinorVersion::Release)
            } else {
                return Err(eyre!("{release} is no release of PostgreSQL"));
            };
        let number = |text: &str| {
            text.parse()
                .wrap_err_with(|| format!("{release} is no release of PostgreSQL"))
        };
        Ok(Self::new(number(major)?, kind(number(minor)?), None))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_every_kind_of_release() {
        for release in ["17.12", "19beta2", "19rc1"] {
            let PgVersion { major, minor } = PgVersion::parse(release).unwrap();
            assert_eq!(format!("{major}{minor}"), release);
        }
    }

    #[test]
    fn refuses_what_is_no_release() {
        for release in ["", "17", "17.x", "beta1", "19devel"] {
            let error = PgVersion::parse(release).unwrap_err().to_string();
            assert_eq!(error, format!("{release} is no release of PostgreSQL"));
        }
    }
}
