//! The control file (deb-control(5), Debian Policy 5.3).

use crate::Error;
use std::fmt;

/// What a binary package says of itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Control {
    /// Name of the package.
    pub package: String,
    /// Debian version: `[epoch:]upstream[-revision]`.
    pub version: String,
    /// The package that it stands for, with other code (Policy 7.5, 7.6.2).
    pub variant_of: Option<String>,
    /// Debian architecture.
    pub architecture: String,
    /// `Name <address>`.
    pub maintainer: String,
    /// Disk space of the files in KiB.
    pub installed_size: u64,
    /// Relations, each as `Depends` has it.
    pub depends: Vec<String>,
    /// Section of the archive.
    pub section: String,
    /// `optional`, unless there is a reason.
    pub priority: String,
    /// Address of the project's site; none when empty.
    pub homepage: String,
    /// First line: what it is. Further lines: the long description.
    pub description: String,
}

impl Control {
    /// Checks what dpkg, or an archive's checks, would refuse.
    ///
    /// # Errors
    /// [`Error::BadField`] for the first such field.
    pub fn check(&self) -> Result<(), Error> {
        let lines = [
            ("Architecture", &self.architecture),
            ("Section", &self.section),
            ("Priority", &self.priority),
        ];
        for (field, value) in lines {
            let good = !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_graphic());
            require(good, field, value, "is not one word", "5.6")?;
        }
        let package = &self.package;
        let good = package.len() >= 2
            && package
                .starts_with(|first: char| first.is_ascii_lowercase() || first.is_ascii_digit())
            && package.bytes().all(|byte| {
                byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"+-.".contains(&byte)
            });
        require(
            good,
            "Package",
            package,
            "is not at least two of a-z, 0-9, +, - and ., beginning with a letter or digit",
            "5.6.7",
        )?;
        self.check_version()?;
        let (name, address) = self.maintainer.split_once(" <").unwrap_or_default();
        let good = !name.is_empty()
            && address.ends_with('>')
            && address.contains('@')
            && !self.maintainer.contains('\n');
        require(
            good,
            "Maintainer",
            &self.maintainer,
            "is not `Name <address>`",
            "5.6.2",
        )?;
        require(
            !self.homepage.contains(char::is_whitespace),
            "Homepage",
            &self.homepage,
            "is not one address",
            "5.6.23",
        )?;
        let synopsis = self.description.lines().next().unwrap_or_default();
        require(
            (1..=80).contains(&synopsis.trim().len()),
            "Description",
            synopsis,
            "is not a first line of 1 to 80 characters",
            "3.4.1",
        )
    }

    fn check_version(&self) -> Result<(), Error> {
        let (epoch, rest) = self.version.split_once(':').unwrap_or(("0", &self.version));
        let good = !epoch.is_empty()
            && epoch.bytes().all(|byte| byte.is_ascii_digit())
            && rest.starts_with(|first: char| first.is_ascii_digit())
            && rest
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || b".+-~".contains(&byte));
        require(good, "Version", &self.version, "is not [epoch:]upstream[-revision], of letters, digits and . + - ~, upstream beginning with a digit", "5.6.12")
    }
}

fn require(
    good: bool,
    field: &'static str,
    value: &str,
    reason: &'static str,
    section: &'static str,
) -> Result<(), Error> {
    if good {
        return Ok(());
    }
    Err(Error::BadField {
        field,
        value: value.to_owned(),
        reason,
        section,
    })
}

impl fmt::Display for Control {
    fn fmt(&self, out: &mut fmt::Formatter) -> fmt::Result {
        writeln!(out, "Package: {}", self.package)?;
        writeln!(out, "Version: {}", self.version)?;
        writeln!(out, "Architecture: {}", self.architecture)?;
        writeln!(out, "Maintainer: {}", self.maintainer)?;
        writeln!(out, "Installed-Size: {}", self.installed_size)?;
        if !self.depends.is_empty() {
            writeln!(out, "Depends: {}", self.depends.join(", "))?;
        }
        if let Some(other) = &self.variant_of {
            writeln!(out, "Provides: {other} (= {})", self.version)?;
            writeln!(out, "Conflicts: {other}")?;
            writeln!(out, "Replaces: {other}")?;
        }
        writeln!(out, "Section: {}", self.section)?;
        writeln!(out, "Priority: {}", self.priority)?;
        if !self.homepage.is_empty() {
            writeln!(out, "Homepage: {}", self.homepage)?;
        }
        let mut lines = self.description.trim_end().lines();
        writeln!(
            out,
            "Description: {}",
            lines.next().unwrap_or_default().trim()
        )?;
        for line in lines {
            match line.trim() {
                "" => writeln!(out, " .")?,
                text => writeln!(out, " {text}")?,
            }
        }
        Ok(())
    }
}

#[cfg(test)]
#[path = "control_test.rs"]
mod tests;
