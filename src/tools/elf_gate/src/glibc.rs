//! Versions of the GNU C library as symbols name them.

use std::fmt;
use std::str::FromStr;

/// A version such as 2.34 or 2.2.5, ordered by its numbers.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct GlibcVersion(Vec<u32>);

impl GlibcVersion {
    /// Reads a symbol version `GLIBC_<number>.<number>...`. Other versions of
    /// that library (`GLIBC_PRIVATE`, `GLIBC_ABI_DT_RELR`) are not numbers.
    #[must_use]
    pub fn from_symbol_version(version: &str) -> Option<Self> {
        version.strip_prefix("GLIBC_")?.parse().ok()
    }
}

impl FromStr for GlibcVersion {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let numbers = text
            .split('.')
            .map(str::parse)
            .collect::<Result<Vec<u32>, _>>();
        numbers
            .map(Self)
            .map_err(|_| "expected a version such as 2.34".to_owned())
    }
}

impl fmt::Display for GlibcVersion {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        let numbers: Vec<_> = self.0.iter().map(u32::to_string).collect();
        formatter.write_str(&numbers.join("."))
    }
}

#[cfg(test)]
mod tests {
    use super::GlibcVersion;

    #[test]
    fn versions_are_ordered_by_number() {
        let sorted = ["2.2.5", "2.3", "2.3.4", "2.14", "2.34", "3.0"];
        let parsed: Vec<GlibcVersion> = sorted.iter().map(|text| text.parse().unwrap()).collect();
        assert!(parsed.is_sorted());
        assert_eq!(parsed[2].to_string(), "2.3.4");
    }

    #[test]
    fn only_numbers_are_versions() {
        for name in [
            "GLIBC_PRIVATE",
            "GLIBC_ABI_DT_RELR",
            "GLIBC_",
            "GCC_3.0",
            "GLIBC_2.",
        ] {
            assert_eq!(GlibcVersion::from_symbol_version(name), None, "{name}");
        }
    }
}
