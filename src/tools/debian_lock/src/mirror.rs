//! Where the archive is: no host name stands in the tree, the machine names it.

use std::process::Command;

use crate::error::{Error, Result};

/// Base URLs of the two archives, without trailing slash.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mirror {
    /// What `<suite>` of the main archive is below of.
    pub debian: String,
    /// What `<suite>-security` is below of.
    pub security: String,
}

/// Name of the main archive, as in [`crate::lock::Pin::archive`].
pub const DEBIAN: &str = "debian";
/// Name of the archive of security updates.
pub const SECURITY: &str = "debian-security";

/// Which of Debian's archives holds `suite`.
pub fn archive_of(suite: &str) -> &'static str {
    if suite.ends_with("-security") {
        SECURITY
    } else {
        DEBIAN
    }
}

impl Mirror {
    /// The archive that holds `suite`.
    pub fn base_of(&self, suite: &str) -> &str {
        match archive_of(suite) {
            SECURITY => &self.security,
            _ => &self.debian,
        }
    }

    /// From `DEBIAN_MIRROR` (and `DEBIAN_SECURITY_MIRROR`), else from this machine's apt.
    pub fn discover() -> Result<Self> {
        let variable = |name| std::env::var(name).ok().filter(|value| !value.is_empty());
        let security = variable("DEBIAN_SECURITY_MIRROR");
        let from_apt = match variable("DEBIAN_MIRROR") {
            Some(debian) => return Ok(Self::new(&debian, security.as_deref())),
            None => apt_uris()?,
        };
        let of = |archive| ending_in(&from_apt, archive);
        let reason = || Error::NoMirror {
            reason: "has no source whose address ends in /debian".to_owned(),
        };
        let debian = of(DEBIAN).ok_or_else(reason)?;
        Ok(Self::new(
            debian,
            security.as_deref().or_else(|| of(SECURITY)),
        ))
    }

    /// By convention a mirror has the security archive beside the main one.
    fn new(debian: &str, security: Option<&str>) -> Self {
        let debian = debian.trim_end_matches('/').to_owned();
        let security = match security {
            Some(base) => base.trim_end_matches('/').to_owned(),
            None => format!("{debian}-security"),
        };
        Mirror { debian, security }
    }
}

/// Addresses of all package indices that this machine's apt is configured for.
fn apt_uris() -> Result<Vec<String>> {
    let output = Command::new("apt-get")
        .args([
            "indextargets",
            "--format",
            "$(REPO_URI)",
            "Created-By: Packages",
        ])
        .output()
        .map_err(|e| Error::NoMirror {
            reason: format!("cannot be asked ({e})"),
        })?;
    Ok(String::from_utf8_lossy(&output.stdout)
        .lines()
        .map(str::to_owned)
        .collect())
}

fn ending_in<'a>(uris: &'a [String], archive: &str) -> Option<&'a str> {
    let uris = uris.iter().map(|uri| uri.trim_end_matches('/'));
    uris.into_iter()
        .find(|uri| uri.rsplit('/').next() == Some(archive))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn security_lies_beside_the_archive_unless_named() {
        let mirror = Mirror::new("proto://host/debian/", None);
        assert_eq!(mirror.base_of("bookworm"), "proto://host/debian");
        assert_eq!(
            mirror.base_of("bookworm-security"),
            "proto://host/debian-security"
        );
        assert_eq!(Mirror::new("d", Some("s/")).base_of("x-security"), "s");
    }

    #[test]
    fn an_archive_is_known_by_the_end_of_its_address() {
        let uris = [
            "p://h/ubuntu/".to_owned(),
            "p://h/debian-security/".to_owned(),
            "p://h/a/debian/".to_owned(),
        ];
        assert_eq!(ending_in(&uris, DEBIAN), Some("p://h/a/debian"));
        assert_eq!(ending_in(&uris, SECURITY), Some("p://h/debian-security"));
        assert_eq!(ending_in(&uris[..1], DEBIAN), None);
    }
}
