//! Versions of symbols that are release numbers: `GLIBC_2.28`, `GCC_3.0`.

use elf_gate::glibc::GlibcVersion;

/// A symbol's version as its library spells it, with the number to compare it by.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Version {
    /// The number.
    pub number: GlibcVersion,
    /// As the library spells it.
    pub name: String,
}

impl Version {
    /// `None` for a version that is no number, such as `GLIBC_PRIVATE`: what has it is not
    /// for others to use.
    #[must_use]
    pub fn of(name: &str) -> Option<Self> {
        let number = name
            .strip_prefix("GLIBC_")
            .or_else(|| name.strip_prefix("GCC_"))?;
        Some(Self {
            number: number.parse().ok()?,
            name: name.to_owned(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Version;

    #[test]
    fn numbers_alone_are_versions() {
        assert_eq!(
            Version::of("GLIBC_2.2.5").unwrap().number.to_string(),
            "2.2.5"
        );
        assert_eq!(Version::of("GCC_3.0").unwrap().name, "GCC_3.0");
        for name in ["GLIBC_PRIVATE", "GLIBC_ABI_DT_RELR", "OTHER_1.0", ""] {
            assert_eq!(Version::of(name), None, "{name}");
        }
    }
}
