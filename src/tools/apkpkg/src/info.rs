//! `.PKGINFO`: what a package says of itself (apk-v2(5), abuild(1)).

use crate::Error;
use std::fmt;

/// The fields that are written here, and read for an index.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Info {
    /// Name of the package.
    pub name: String,
    /// `<version>-r<revision>`.
    pub version: String,
    /// One line.
    pub description: String,
    /// Address of the project's site.
    pub url: String,
    /// `Name <address>`.
    pub maintainer: String,
    /// apk's name of the architecture.
    pub arch: String,
    /// SPDX expression.
    pub license: String,
    /// Bytes of the files.
    pub size: u64,
    /// Names of packages, or `so:<soname>`, each with or without a version.
    pub depends: Vec<String>,
    /// What it stands for beside its own name.
    pub provides: Vec<String>,
    /// SHA-256 of the data segment.
    pub datahash: String,
}

impl Info {
    /// Checks what apk would refuse or misread.
    ///
    /// # Errors
    /// [`Error::BadField`] for the first such field.
    pub fn check(&self) -> Result<(), Error> {
        let name = |name: &str| {
            name.starts_with(|first: char| first.is_ascii_alphanumeric())
                && name
                    .bytes()
                    .all(|byte| byte.is_ascii_alphanumeric() || b"+-._".contains(&byte))
        };
        require(
            name(&self.name),
            "pkgname",
            &self.name,
            "is not letters, digits and + - . _",
        )?;
        require(name(&self.arch), "arch", &self.arch, "is not one word")?;
        require(
            is_version(&self.version),
            "pkgver",
            &self.version,
            "is not <number>.<number>...[_alpha|_beta|_pre|_rc|_p<number>]-r<number>",
        )?;
        let lines = [("pkgdesc", &self.description), ("license", &self.license)];
        for (field, value) in lines {
            require(
                !value.is_empty() && !value.contains('\n'),
                field,
                value,
                "is not one line",
            )?;
        }
        for (field, value) in [("url", &self.url), ("maintainer", &self.maintainer)] {
            require(!value.contains('\n'), field, value, "is not one line")?;
        }
        let relations = self.depends.iter().chain(&self.provides);
        for relation in relations {
            let good = !relation.is_empty() && !relation.contains(char::is_whitespace);
            require(
                good,
                "depend",
                relation,
                "is not one word such as so:libz.so.1 or zlib>=1.3",
            )?;
        }
        Ok(())
    }

    /// Reads the text of a `.PKGINFO`; unknown fields are passed over.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        let mut info = Self::default();
        for (key, value) in text.lines().filter_map(|line| line.split_once(" = ")) {
            let value = value.to_owned();
            match key {
                "pkgname" => info.name = value,
                "pkgver" => info.version = value,
                "pkgdesc" => info.description = value,
                "url" => info.url = value,
                "maintainer" => info.maintainer = value,
                "arch" => info.arch = value,
                "license" => info.license = value,
                "size" => info.size = value.parse().unwrap_or_default(),
                "depend" => info.depends.push(value),
                "provides" => info.provides.push(value),
                "datahash" => info.datahash = value,
                _ => {}
            }
        }
        info
    }
}

impl fmt::Display for Info {
    fn fmt(&self, out: &mut fmt::Formatter) -> fmt::Result {
        writeln!(out, "pkgname = {}", self.name)?;
        writeln!(out, "pkgver = {}", self.version)?;
        writeln!(out, "pkgdesc = {}", self.description)?;
        for (key, value) in [("url", &self.url), ("maintainer", &self.maintainer)] {
            if !value.is_empty() {
                writeln!(out, "{key} = {value}")?;
            }
        }
        writeln!(out, "builddate = {}", package_tree::MTIME)?;
        writeln!(out, "size = {}", self.size)?;
        writeln!(out, "arch = {}", self.arch)?;
        writeln!(out, "origin = {}", self.name)?;
        writeln!(out, "license = {}", self.license)?;
        for depend in &self.depends {
            writeln!(out, "depend = {depend}")?;
        }
        for provided in &self.provides {
            writeln!(out, "provides = {provided}")?;
        }
        writeln!(out, "datahash = {}", self.datahash)
    }
}

fn require(
    good: bool,
    field: &'static str,
    value: &str,
    reason: &'static str,
) -> Result<(), Error> {
    if good {
        return Ok(());
    }
    Err(Error::BadField {
        field,
        value: value.to_owned(),
        reason,
    })
}

/// Suffixes that sort before or after the bare version (apk-package(5)).
const SUFFIXES: &[&str] = &["alpha", "beta", "pre", "rc", "cvs", "svn", "git", "hg", "p"];

fn is_version(version: &str) -> bool {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let Some((upstream, revision)) = version.rsplit_once("-r") else {
        return false;
    };
    let mut parts = upstream.split('_');
    let numbers = parts.next().unwrap_or_default();
    let numbers = numbers
        .strip_suffix(|last: char| last.is_ascii_lowercase())
        .unwrap_or(numbers);
    let suffix = |part: &str| {
        let rest = SUFFIXES
            .iter()
            .filter_map(|suffix| part.strip_prefix(suffix));
        rest.into_iter().any(|rest| rest.is_empty() || digits(rest))
    };
    digits(revision) && numbers.split('.').all(digits) && parts.all(suffix)
}

#[cfg(test)]
#[path = "info_test.rs"]
mod tests;
