//! `host[:port]/name`, and tags (distribution specification, "Pulling manifests").

use crate::error::{Error, Result};
use std::fmt;
use std::net::IpAddr;
use std::str::FromStr;

/// A repository of a registry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Repository {
    /// `host[:port]`.
    pub registry: String,
    /// The name within the registry, such as `a/b`.
    pub name: String,
}

impl Repository {
    /// Whether the registry is this machine, to which plain HTTP is safe.
    #[must_use]
    pub fn is_loopback(&self) -> bool {
        let host = match self.registry.rsplit_once(':') {
            Some((host, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => host,
            _ => &self.registry,
        };
        let bare = host.trim_start_matches('[').trim_end_matches(']');
        host == "localhost" || bare.parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback())
    }
}

impl fmt::Display for Repository {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}/{}", self.registry, self.name)
    }
}

impl FromStr for Repository {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        let fail = |reason| {
            Err(Error::Repository {
                text: text.into(),
                reason,
            })
        };
        let Some((registry, name)) = text.split_once('/') else {
            return fail("it has no `/`");
        };
        // No default registry: what is pushed where is to be read in the command.
        if !registry.contains(['.', ':']) && registry != "localhost" {
            return fail("it begins with no host");
        }
        if name.contains([':', '@']) {
            return fail("it ends in a tag or digest; say tags with `--tag`");
        }
        Ok(Self {
            registry: registry.into(),
            name: name.into(),
        })
    }
}

/// Checks a tag.
///
/// # Errors
/// [`Error::Tag`].
pub fn check_tag(text: &str) -> Result<()> {
    let word = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_';
    let good = text.len() <= 128
        && text.bytes().next().is_some_and(word)
        && text.bytes().all(|b| word(b) || b".-".contains(&b));
    good.then_some(())
        .ok_or_else(|| Error::Tag { text: text.into() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn loopback_is_this_machine_only() {
        let loopback = |text: &str| text.parse::<Repository>().unwrap().is_loopback();
        assert!(loopback("127.0.0.1:5000/a"));
        assert!(loopback("localhost/a"));
        assert!(loopback("localhost:5000/a/b-c"));
        assert!(loopback("[::1]:5000/a"));
        assert!(!loopback("10.0.0.1:5000/a"));
        assert!(!loopback("registry.example:5000/a"));
    }

    #[test]
    fn what_names_no_repository_says_why() {
        let reason = |text: &str| text.parse::<Repository>().unwrap_err().to_string();
        assert_eq!(
            reason("sketches"),
            "`sketches` names no repository: it has no `/`. Say `--repository=host[:port]/name`"
        );
        assert!(reason("team/sketches").contains("begins with no host"));
        assert!(reason("localhost/a:1").contains("say tags with `--tag`"));
    }

    #[test]
    fn tags() {
        assert!(check_tag("0.1.0-17_x").is_ok());
        assert!(check_tag("").is_err());
        assert!(check_tag("-a").is_err());
        assert!(check_tag("a/b").is_err());
    }
}
