//! Who supplies a crate (7.5).

use crate::spdx::NOASSERTION;
use crate_notices::Crate;

/// The registry that checksums in Cargo.lock are of, as cargo calls it.
const REGISTRY: &str = "Organization: crates-io";

/// What names of organizations have among their words, as far as authors of crates go.
const ORGANIZATIONS: [&str; 9] = [
    "Authors",
    "Community",
    "Contributors",
    "Developers",
    "Foundation",
    "Inc",
    "Maintainers",
    "Project",
    "Team",
];

/// The first author, as `Person: <name> (<address>)` or `Organization: ...`. Many crates name none:
/// then the registry that the crate is from, or for one of no registry, who makes the product.
#[must_use]
pub fn supplier(linked: &Crate, product: &str) -> String {
    match (linked.authors.first(), &linked.checksum) {
        (Some(author), _) => named(author),
        (None, Some(_)) => REGISTRY.to_owned(),
        (None, None) => asserted(product),
    }
}

/// `supplier`, or SPDX's word for a supplier who is not known.
#[must_use]
pub fn asserted(supplier: &str) -> String {
    let known = Some(supplier).filter(|supplier| !supplier.is_empty());
    known.unwrap_or(NOASSERTION).to_owned()
}

/// From Cargo's `<name> <<address>>`, where either may be missing.
fn named(author: &str) -> String {
    let (name, address) = author.split_once('<').unwrap_or((author, ""));
    let (name, address) = (name.trim(), address.trim().trim_end_matches('>'));
    let mut words = name.split_whitespace();
    let kind = if words.any(|word| ORGANIZATIONS.contains(&word.trim_end_matches(['.', ',']))) {
        "Organization"
    } else {
        "Person"
    };
    match (name, address) {
        ("", address) => format!("{kind}: {address}"),
        (name, "") => format!("{kind}: {name}"),
        (name, address) => format!("{kind}: {name} ({address})"),
    }
}

#[cfg(test)]
mod tests {
    use super::supplier;
    use crate_notices::Crate;

    #[test]
    fn a_crate_is_supplied_by_its_author_its_registry_or_the_product() {
        let mut linked = Crate {
            name: "a".to_owned(),
            version: "1.0.0".to_owned(),
            authors: vec![],
            licence: None,
            repository: None,
            checksum: Some("aa".to_owned()),
            texts: vec![],
            deps: vec![],
        };
        for (author, expected) in [
            ("Ann O'Nym <ann@a.test>", "Person: Ann O'Nym (ann@a.test)"),
            ("ann", "Person: ann"),
            ("<ann@a.test>", "Person: ann@a.test"),
            (
                "The A Project Developers",
                "Organization: The A Project Developers",
            ),
            (
                "A Foundation, Inc. <us@a.test>",
                "Organization: A Foundation, Inc. (us@a.test)",
            ),
        ] {
            linked.authors = vec![author.to_owned(), "b".to_owned()];
            assert_eq!(supplier(&linked, "Organization: us"), expected);
        }
        linked.authors.clear();
        assert_eq!(
            supplier(&linked, "Organization: us"),
            "Organization: crates-io"
        );
        linked.checksum = None;
        assert_eq!(supplier(&linked, "Organization: us"), "Organization: us");
        assert_eq!(supplier(&linked, ""), "NOASSERTION");
    }
}
