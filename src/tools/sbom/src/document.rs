//! All parts -> the document.

use crate::files::{files, verification_code};
use crate::purl::purl;
use crate::spdx::{
    identifier, CreationInfo, Document, ExternalRef, Package, Relationship, NOASSERTION,
};
use crate::supplier::asserted;
use crate::time::rfc3339;
use crate::Error;
use data_encoding::HEXLOWER;
use package_tree::Tree;
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;

/// What the document is about.
#[derive(Debug, Clone)]
pub struct Subject {
    /// Name of the document; one per platform.
    pub document: String,
    /// Name of the product.
    pub name: String,
    /// Version of the product.
    pub version: String,
    /// SPDX expression of its licence.
    pub licence: String,
    /// Who holds its copyright.
    pub copyright: String,
    /// SPDX's `Organization: ...` or `Person: ...`, also the author of the document; not known when
    /// empty.
    pub supplier: String,
    /// SPDX's primary package purpose, such as `LIBRARY` or `CONTAINER` (7.24).
    pub purpose: String,
    /// What else there is to say of it; nothing when empty.
    pub comment: String,
    /// Seconds since 1970.
    pub created: u64,
}

/// Packages in the product, by how they are in it.
#[derive(Debug, Clone, Default)]
pub struct Parts {
    /// Packages whose code is part of the product's own files.
    pub linked: Vec<Package>,
    /// Packages whose files lie beside the product's own.
    pub contained: Vec<Package>,
    /// Packages whose libraries it needs where it runs.
    pub loaded: Vec<Package>,
    /// What relates parts to each other.
    pub relationships: Vec<Relationship>,
}

const DOCUMENT: &str = "SPDXRef-DOCUMENT";
const TOOL: &str = "Tool: rules_pgrx-sbom";

/// The document as JSON, ending in a newline.
///
/// # Errors
/// Two elements are called the same.
pub fn document(subject: &Subject, tree: &Tree, parts: Parts) -> Result<String, Error> {
    let root = root(subject, tree);
    let files = files(tree);
    let mut relationships = parts.relationships;
    relationships.push(Relationship::new(DOCUMENT, "DESCRIBES", &root.id));
    let contained = parts.contained.iter().map(|package| &package.id);
    for id in files.iter().map(|file| &file.id).chain(contained) {
        relationships.push(Relationship::new(&root.id, "CONTAINS", id));
    }
    for (packages, kind) in [
        (&parts.linked, "STATIC_LINK"),
        (&parts.loaded, "DYNAMIC_LINK"),
    ] {
        relationships.extend(
            packages
                .iter()
                .map(|package| Relationship::new(&root.id, kind, &package.id)),
        );
    }
    relationships.sort();
    let mut packages = [parts.linked, parts.contained, parts.loaded].concat();
    packages.sort_by(|a, b| a.id.cmp(&b.id));
    packages.insert(0, root);
    let mut document = Document {
        spdx_version: "SPDX-2.3",
        data_license: "CC0-1.0",
        id: DOCUMENT.to_owned(),
        name: subject.document.clone(),
        document_namespace: String::new(),
        creation_info: CreationInfo {
            created: rfc3339(subject.created),
            creators: creators(&subject.supplier),
        },
        document_describes: vec![packages[0].id.clone()],
        packages,
        files,
        relationships,
    };
    refuse_duplicates(&document)?;
    document.document_namespace = namespace(&document);
    Ok(json(&document))
}

/// Who the document is by (6.8): who makes the product, by this program.
fn creators(supplier: &str) -> Vec<String> {
    let known = Some(supplier).filter(|supplier| !supplier.is_empty());
    known.into_iter().chain([TOOL]).map(str::to_owned).collect()
}

fn root(subject: &Subject, tree: &Tree) -> Package {
    let path = format!("generic/{}", subject.name);
    Package {
        id: identifier(&format!("product-{}", subject.name)),
        name: subject.name.clone(),
        version_info: subject.version.clone(),
        supplier: asserted(&subject.supplier),
        download_location: NOASSERTION,
        files_analyzed: true,
        package_verification_code: Some(verification_code(tree)),
        checksums: vec![],
        source_info: None,
        license_concluded: NOASSERTION,
        license_declared: subject.licence.clone(),
        copyright_text: subject.copyright.clone(),
        external_refs: vec![ExternalRef::purl(purl(&path, &subject.version, &[]))],
        primary_package_purpose: Some(subject.purpose.clone()),
        comment: (!subject.comment.is_empty()).then(|| subject.comment.clone()),
    }
}

fn refuse_duplicates(document: &Document) -> Result<(), Error> {
    let packages = document.packages.iter().map(|package| &package.id);
    let ids = packages.chain(document.files.iter().map(|file| &file.id));
    let mut seen = BTreeSet::new();
    for id in ids {
        if !seen.insert(id) {
            return Err(Error::Duplicate(id.clone()));
        }
    }
    Ok(())
}

/// An address of its own for each content (6.5): a UUID of version 8 (RFC 9562),
/// made from the SHA-256 of the document without it.
fn namespace(document: &Document) -> String {
    let digest = Sha256::digest(json(document));
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&digest[..16]);
    bytes[6] = bytes[6] & 0x0f | 0x80;
    bytes[8] = bytes[8] & 0x3f | 0x80;
    let hex = HEXLOWER.encode(&bytes);
    let uuid = [
        &hex[..8],
        &hex[8..12],
        &hex[12..16],
        &hex[16..20],
        &hex[20..],
    ]
    .join("-");
    format!("https://spdx.org/spdxdocs/{}-{uuid}", document.name)
}

fn json(document: &Document) -> String {
    serde_json::to_string_pretty(document).expect("a document has only string keys") + "\n"
}
