//! Invariant 10: no registry or mirror host name in the tree.

use crate::rule::{Exception, Finding, Rule};
use crate::tree::Tree;

/// The rule.
pub const RULE: Rule = Rule {
    name: "no host name stands in the tree",
    why: "the machine says which mirror and registry it uses; an address in the tree is one that builds depend on",
    mend: "ask the machine (DEBIAN_MIRROR, apt, cargo's and Bazel's settings), or use a reserved name such as example.org",
    exceptions: &[
        Exception {
            path: "thirdparty/Cargo.lock",
            reason: "its format names the registry of each crate",
        },
        Exception {
            path: "tests/consumers/*/Cargo.lock",
            reason: "its format names the registry of each crate",
        },
        Exception {
            path: "src/extensions/sketches/Cargo.lock",
            reason: "its format names the registry of each crate",
        },
        Exception {
            path: "examples/central_registry/hello/Cargo.lock",
            reason: "its format names the registry of each crate",
        },
        Exception {
            path: "examples/hello/Cargo.lock",
            reason: "its format names the registry of each crate",
        },
        Exception {
            path: ".bcr/source.template.json",
            reason: "its format names where this project's own releases are",
        },
        Exception {
            path: "LICENSE",
            reason: "the license's own address",
        },
    ],
};

/// Ends of host names. Those that end file names or fields too (`rs`, `build`) are left out.
const TOP_LEVELS: &[&str] = &[
    "cloud", "com", "de", "dev", "edu", "eu", "gov", "io", "net", "org", "uk",
];

/// Hosts that nobody can own (RFC 2606), and those that a format uses as a mere name.
const NAMES_ONLY: &[&str] = &[
    "cnpg.io", // CloudNativePG's API.
    "example.com",
    "example.net",
    "example.org",
    "profile.dev", // A section of Cargo.toml.
    "spdx.org",    // SPDX 2.3, 6.5: the namespace of documents.
];

/// Finds host names, in code and prose. A patch is passed by: it quotes the file that it changes.
pub fn find(tree: &Tree) -> Vec<Finding> {
    let mut found = Vec::new();
    for (file, text) in tree.texts().filter(|(file, _)| file.extension() != "patch") {
        for (index, line) in text.lines().enumerate() {
            let hosts = words(line).filter(|word| is_host(word));
            found.extend(
                hosts.map(|host| Finding::at(&file.path, index + 1, format!("names {host}"))),
            );
        }
    }
    found
}

/// Maximal runs of the letters that a host name is made of.
fn words(line: &str) -> impl Iterator<Item = &str> {
    line.split(|letter: char| !(letter.is_ascii_alphanumeric() || letter == '-' || letter == '.'))
        .map(|word| word.trim_matches(['.', '-']))
}

fn is_host(word: &str) -> bool {
    let lower = word.to_ascii_lowercase();
    let labels: Vec<_> = lower.split('.').collect();
    let (Some(last), true) = (labels.last(), labels.len() > 1) else {
        return false;
    };
    let only_name = NAMES_ONLY
        .iter()
        .any(|host| lower == *host || lower.ends_with(&format!(".{host}")));
    TOP_LEVELS.contains(last) && !only_name && labels.iter().all(|label| !label.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<Finding> {
        find(&Tree::invented(&[("a/b.txt", text)]))
    }

    #[test]
    fn hosts_are_found_with_and_without_a_scheme() {
        let registry = concat!("index.crates", ".", "io");
        let expected = [Finding::at("a/b.txt", 2, format!("names {registry}"))];
        assert_eq!(
            found(&format!("x\nsparse+https://{registry}:443/a/b.rs")),
            expected
        );
        assert_eq!(
            found(concat!("pull ghcr", ".IO/x, or deb.debian", ".", "org.")).len(),
            2
        );
    }

    #[test]
    fn file_names_versions_and_reserved_names_are_not() {
        for text in [
            "p://h/debian",
            "lib.rs, a.sh",
            "17.12",
            "std::io",
            "http://mirror.example.org/x",
            "https://spdx.org/spdxdocs/a",
            "e.g. io",
            "[profile.dev]",
        ] {
            assert_eq!(found(text), [], "{text}");
        }
    }
}
