//! The parts of SPDX 2.3 that are written here, named as its JSON schema names them.
//!
//! Field by field: SPDX specification 2.3, chapters 6 (document), 7 (package),
//! 8 (file) and 11 (relationships).

use serde::Serialize;

/// What is not known or not looked for (3.7, and each field's chapter).
pub const NOASSERTION: &str = "NOASSERTION";

/// Chapter 6.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Document {
    pub spdx_version: &'static str,
    pub data_license: &'static str,
    #[serde(rename = "SPDXID")]
    pub id: String,
    pub name: String,
    pub document_namespace: String,
    pub creation_info: CreationInfo,
    pub document_describes: Vec<String>,
    pub packages: Vec<Package>,
    pub files: Vec<File>,
    pub relationships: Vec<Relationship>,
}

/// 6.8, 6.9.
#[derive(Debug, Clone, Serialize)]
pub struct CreationInfo {
    /// `YYYY-MM-DDThh:mm:ssZ`.
    pub created: String,
    pub creators: Vec<String>,
}

/// Chapter 7.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Package {
    #[serde(rename = "SPDXID")]
    pub id: String,
    pub name: String,
    pub version_info: String,
    /// 7.5.
    pub supplier: String,
    pub download_location: &'static str,
    pub files_analyzed: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub package_verification_code: Option<VerificationCode>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub checksums: Vec<Checksum>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source_info: Option<String>,
    pub license_concluded: &'static str,
    pub license_declared: String,
    pub copyright_text: String,
    pub external_refs: Vec<ExternalRef>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub primary_package_purpose: Option<String>,
    /// 7.20.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub comment: Option<String>,
}

/// 7.9.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct VerificationCode {
    pub package_verification_code_value: String,
}

/// 7.21: a package URL.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ExternalRef {
    pub reference_category: &'static str,
    pub reference_type: &'static str,
    pub reference_locator: String,
}

/// 7.10, 8.4.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Checksum {
    pub algorithm: &'static str,
    pub checksum_value: String,
}

/// Chapter 8.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct File {
    #[serde(rename = "SPDXID")]
    pub id: String,
    /// Relative to the root of the product, beginning with `./`.
    pub file_name: String,
    pub checksums: Vec<Checksum>,
    pub license_concluded: &'static str,
    pub copyright_text: &'static str,
}

/// 11.1.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Relationship {
    pub spdx_element_id: String,
    pub relationship_type: &'static str,
    pub related_spdx_element: String,
}

impl ExternalRef {
    /// A reference to `purl`.
    #[must_use]
    pub fn purl(purl: String) -> Self {
        Self {
            reference_category: "PACKAGE-MANAGER",
            reference_type: "purl",
            reference_locator: purl,
        }
    }
}

impl Relationship {
    /// `from` `kind` `to`, by their identifiers.
    #[must_use]
    pub fn new(from: &str, kind: &'static str, to: &str) -> Self {
        Self {
            spdx_element_id: from.to_owned(),
            relationship_type: kind,
            related_spdx_element: to.to_owned(),
        }
    }
}

/// `SPDXRef-` and `text`, in the characters that an identifier may have (3.2).
#[must_use]
pub fn identifier(text: &str) -> String {
    let allowed = |letter: char| letter.is_ascii_alphanumeric() || letter == '.';
    let letters = text
        .chars()
        .map(|letter| if allowed(letter) { letter } else { '-' });
    format!("SPDXRef-{}", letters.collect::<String>())
}
