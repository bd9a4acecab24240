//! Linked crates -> packages.

use crate::files::checksum;
use crate::purl::purl;
use crate::spdx::{identifier, ExternalRef, Package, Relationship, NOASSERTION};
use crate::supplier::supplier;
use crate_notices::Crate;

/// The packages of `crates`, and which depends on which; `product` supplies what they are linked into.
pub fn packages(crates: &[Crate], product: &str) -> (Vec<Package>, Vec<Relationship>) {
    let mut packages = Vec::new();
    let mut relationships = Vec::new();
    for linked in crates {
        let id = crate_id(&format!("{} {}", linked.name, linked.version));
        let depends = linked.deps.iter();
        relationships
            .extend(depends.map(|dep| Relationship::new(&id, "DEPENDS_ON", &crate_id(dep))));
        packages.push(package(linked, product, id));
    }
    (packages, relationships)
}

fn crate_id(name_and_version: &str) -> String {
    identifier(&format!("crate-{name_and_version}"))
}

fn package(linked: &Crate, product: &str, id: String) -> Package {
    let path = format!("cargo/{}", linked.name);
    Package {
        id,
        name: linked.name.clone(),
        version_info: linked.version.clone(),
        supplier: supplier(linked, product),
        download_location: NOASSERTION,
        files_analyzed: false,
        package_verification_code: None,
        checksums: linked
            .checksum
            .iter()
            .map(|sum| checksum("SHA256", sum.clone()))
            .collect(),
        source_info: None,
        license_concluded: NOASSERTION,
        license_declared: linked
            .licence
            .clone()
            .unwrap_or_else(|| NOASSERTION.to_owned()),
        copyright_text: NOASSERTION.to_owned(),
        external_refs: vec![ExternalRef::purl(purl(&path, &linked.version, &[]))],
        primary_package_purpose: Some("LIBRARY".to_owned()),
        comment: None,
    }
}
