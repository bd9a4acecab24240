//! The minimum elements of a bill of materials (NTIA, 2021), each looked for where SPDX 2.3 has it.

use serde_json::Value;
use std::collections::BTreeSet;

/// An element, SPDX's chapter that has it, and whether it is there.
type Row = (&'static str, &'static str, fn(&Value) -> bool);

/// Of each package.
const PACKAGE: [Row; 4] = [
    ("supplier name", "7.5", |package| {
        is_somebody(&package["supplier"])
    }),
    ("component name", "7.1", |package| is_said(&package["name"])),
    ("version of the component", "7.3", |package| {
        is_said(&package["versionInfo"])
    }),
    ("other unique identifiers", "7.21", |package| {
        rows(package, "externalRefs").any(|row| {
            row["referenceType"] == "purl" && text(&row["referenceLocator"]).starts_with("pkg:")
        })
    }),
];

/// Of the document.
const DOCUMENT: [Row; 3] = [
    ("dependency relationship", "11.1", |document| {
        let reached = reached(document);
        rows(document, "packages").all(|package| reached.contains(text(&package["SPDXID"])))
    }),
    ("author of the data", "6.8", |document| {
        rows(&document["creationInfo"], "creators").any(is_somebody)
    }),
    ("timestamp", "6.9", |document| {
        let shape: String = text(&document["creationInfo"]["created"])
            .chars()
            .map(|letter| if letter.is_ascii_digit() { '0' } else { letter })
            .collect();
        shape == "0000-00-00T00:00:00Z"
    }),
];

/// What a document lacks: element, chapter and package; nothing where it is as it should be.
#[must_use]
pub fn missing(document: &Value) -> Vec<String> {
    let whole = DOCUMENT
        .iter()
        .filter(|(_, _, is_there)| !is_there(document));
    let mut missing: Vec<_> = whole
        .map(|(element, chapter, _)| format!("{element} ({chapter})"))
        .collect();
    for package in rows(document, "packages") {
        let lacking = PACKAGE.iter().filter(|(_, _, is_there)| !is_there(package));
        missing.extend(lacking.map(|(element, chapter, _)| {
            format!("{element} ({chapter}) of {}", text(&package["SPDXID"]))
        }));
    }
    missing
}

/// All that relationships lead to from what the document describes.
fn reached(document: &Value) -> BTreeSet<&str> {
    let mut reached = BTreeSet::from([text(&document["SPDXID"])]);
    let mut before = 0;
    while reached.len() > before {
        before = reached.len();
        for row in rows(document, "relationships") {
            if reached.contains(text(&row["spdxElementId"])) {
                reached.insert(text(&row["relatedSpdxElement"]));
            }
        }
    }
    reached
}

/// `Person: <name>` or `Organization: <name>`.
fn is_somebody(value: &Value) -> bool {
    let (kind, name) = text(value).split_once(": ").unwrap_or_default();
    ["Person", "Organization"].contains(&kind) && !name.trim().is_empty()
}

fn is_said(value: &Value) -> bool {
    !["", "NOASSERTION", "NONE"].contains(&text(value))
}

fn rows<'a>(value: &'a Value, field: &str) -> impl Iterator<Item = &'a Value> {
    value[field].as_array().into_iter().flatten()
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::missing;
    use serde_json::{json, Value};

    fn document() -> Value {
        json!({
            "SPDXID": "SPDXRef-DOCUMENT",
            "creationInfo": {
                "created": "2026-07-01T12:00:00Z",
                "creators": ["Organization: us", "Tool: x"],
            },
            "packages": [{
                "SPDXID": "SPDXRef-a",
                "name": "a",
                "versionInfo": "1",
                "supplier": "Person: Ann",
                "externalRefs": [{"referenceType": "purl", "referenceLocator": "pkg:cargo/a@1"}],
            }],
            "relationships": [
                {"spdxElementId": "SPDXRef-DOCUMENT", "relatedSpdxElement": "SPDXRef-a"},
            ],
        })
    }

    #[test]
    fn each_element_is_missed_by_its_name() {
        assert_eq!(missing(&document()), [""; 0]);
        for (place, value, expected) in [
            (
                "/packages/0/supplier",
                json!("NOASSERTION"),
                "supplier name (7.5) of SPDXRef-a",
            ),
            (
                "/packages/0/supplier",
                json!("Person: "),
                "supplier name (7.5) of SPDXRef-a",
            ),
            (
                "/packages/0/name",
                json!(""),
                "component name (7.1) of SPDXRef-a",
            ),
            (
                "/packages/0/versionInfo",
                json!(null),
                "version of the component (7.3) of SPDXRef-a",
            ),
            (
                "/packages/0/externalRefs",
                json!([]),
                "other unique identifiers (7.21) of SPDXRef-a",
            ),
            (
                "/relationships",
                json!([]),
                "dependency relationship (11.1)",
            ),
            (
                "/creationInfo/creators/0",
                json!("Tool: y"),
                "author of the data (6.8)",
            ),
            ("/creationInfo/created", json!("today"), "timestamp (6.9)"),
        ] {
            let mut changed = document();
            *changed.pointer_mut(place).unwrap() = value;
            assert_eq!(missing(&changed), [expected]);
        }
    }
}
