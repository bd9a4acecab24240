//! `os/architecture[/variant]`, as an OCI index spells it (Go's GOOS, GOARCH, GOARM).

use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::fmt;
use std::str::FromStr;

/// Variants that containerd takes for more than none: the levels of GOAMD64.
const HIGHER: [&str; 3] = ["v2", "v3", "v4"];

/// A platform that an image is for.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Platform {
    /// Go's name of the operating system.
    pub os: String,
    /// Go's name of the architecture.
    pub architecture: String,
    /// Variant of the architecture, such as `v7` of `arm`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub variant: Option<String>,
}

impl Platform {
    /// The platform that an image's configuration names, if it names one.
    #[must_use]
    pub fn of_config(config: &Value) -> Option<Self> {
        let text = |key: &str| config[key].as_str().map(str::to_owned);
        Some(Self {
            os: text("os")?,
            architecture: text("architecture")?,
            variant: text("variant").filter(|variant| !variant.is_empty()),
        })
    }

    /// The form that descriptors of an index carry.
    #[must_use]
    pub fn to_oci(&self) -> oci_spec::image::Platform {
        let mut platform = oci_spec::image::Platform::default();
        platform.set_os(self.os.as_str().into());
        platform.set_architecture(self.architecture.as_str().into());
        platform.set_variant(self.variant.clone());
        platform
    }

    /// Whether an image for `other` does here. A variant that one of them
    /// leaves out is not compared: many images of `arm64` do not say `v8`.
    /// An image for `v8` does for `v8.2`.
    #[must_use]
    pub fn fits(&self, other: &Self) -> bool {
        let variants = self.variant.as_ref().zip(other.variant.as_ref());
        let within = |a: &str, b: &str| a.strip_prefix(b).is_some_and(|rest| rest.starts_with('.'));
        self.os == other.os
            && self.architecture == other.architecture
            && variants.is_none_or(|(a, b)| a == b || within(a, b))
    }

    /// Whether one index can't have images for both. Without a variant an image is for the
    /// first one, so there may be one for [`HIGHER`] beside it.
    #[must_use]
    pub fn excludes(&self, other: &Self) -> bool {
        let first = |variant: &String| !HIGHER.contains(&variant.as_str());
        self.os == other.os
            && self.architecture == other.architecture
            && match (&self.variant, &other.variant) {
                (Some(a), Some(b)) => a == b,
                (one, another) => one.as_ref().or(another.as_ref()).is_none_or(first),
            }
    }
}

impl fmt::Display for Platform {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}/{}", self.os, self.architecture)?;
        match &self.variant {
            Some(variant) => write!(out, "/{variant}"),
            None => Ok(()),
        }
    }
}

impl FromStr for Platform {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let mut parts = text.split('/').map(str::to_owned);
        match (parts.next(), parts.next(), parts.next(), parts.next()) {
            (Some(os), Some(architecture), variant, None)
                if !os.is_empty() && !architecture.is_empty() =>
            {
                Ok(Self {
                    os,
                    architecture,
                    variant: variant.filter(|text| !text.is_empty()),
                })
            }
            _ => Err("expected os/architecture or os/architecture/variant".into()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn variants_are_compared_where_both_are_said() {
        let fits = |a: &str, b: &str| a.parse::<Platform>().unwrap().fits(&b.parse().unwrap());
        assert!(fits("linux/arm64/v8", "linux/arm64"));
        assert!(fits("linux/arm64", "linux/arm64/v8"));
        assert!(!fits("linux/arm/v7", "linux/arm/v6"));
        assert!(!fits("linux/amd64", "linux/arm64"));
        assert!(fits("linux/arm64/v8.2", "linux/arm64/v8"));
        assert!(!fits("linux/arm64/v8", "linux/arm64/v8.2"));
        assert!(fits("linux/amd64/v3", "linux/amd64"));
        assert!("linux".parse::<Platform>().is_err());
    }

    #[test]
    fn an_index_has_one_image_for_a_platform_and_others_for_its_levels() {
        let excludes = |a: &str, b: &str| {
            let (a, b): (Platform, Platform) = (a.parse().unwrap(), b.parse().unwrap());
            assert_eq!(a.excludes(&b), b.excludes(&a));
            a.excludes(&b)
        };
        assert!(excludes("linux/amd64", "linux/amd64"));
        assert!(excludes("linux/amd64/v3", "linux/amd64/v3"));
        assert!(excludes("linux/arm64", "linux/arm64/v8"));
        assert!(!excludes("linux/amd64", "linux/amd64/v3"));
        assert!(!excludes("linux/amd64/v2", "linux/amd64/v3"));
        assert!(!excludes("linux/arm64/v8", "linux/arm64/v8.2"));
    }
}
