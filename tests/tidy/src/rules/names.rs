//! Invariant 1: an architecture or suite is spelled only where its row or lock is.

use serde::Deserialize;

use crate::lines::split;
use crate::rule::{Exception, Finding, Rule};
use crate::tree::{File, Tree};

/// The rule. Comments and prose may name an architecture, since they only explain. So may
/// the code of tests, whose input is invented; not the BUILD files that say what is tested.
pub const RULE: Rule = Rule {
    name: "an architecture or suite is spelled only in platforms/*.bzl and thirdparty/debian/",
    why: "adding one is adding a row; a second list is the one that is forgotten",
    mend: "derive it: loop over ARCHES, SUITES or pairs() of //platforms, or hand the row's field to the tool",
    exceptions: &[
        Exception {
            path: "examples/central_registry/llvm/llvm.MODULE.bazel",
            reason: "it can't load rows; Bazel says which repository is missing in use_repo",
        },
        Exception {
            path: "tests/consumers/*/Cargo.lock",
            reason: "crates are called after what they are for",
        },
        Exception {
            path: "src/extensions/sketches/Cargo.lock",
            reason: "crates are called after what they are for",
        },
        Exception {
            path: "examples/central_registry/hello/Cargo.lock",
            reason: "crates are called after what they are for",
        },
        Exception {
            path: "examples/hello/Cargo.lock",
            reason: "crates are called after what they are for",
        },
        Exception {
            path: ".bcr/presubmit.yml",
            reason: "it can't load rows; //tests/consumers:consumers_test builds the targets that it names",
        },
        Exception {
            path: "tests/consumers/*/Cargo.toml",
            reason: "what users write: dependencies of some CPUs alone",
        },
        Exception {
            path: "tests/consumers/*/.cargo/config.toml",
            reason: "what users write: flags for some CPUs alone",
        },
        Exception {
            path: "tests/consumers/requires/servers/",
            reason: "what users write: packages of some CPUs, and their lock",
        },
        Exception {
            path: "tests/consumers/vault/",
            reason: "what users write: packages of some CPUs, their lock, and a release",
        },
        Exception {
            path: "build/debian/machine.bzl",
            reason: "Java's names of CPUs, which it translates",
        },
        Exception {
            path: "src/tools/elf_gate/src/machine.rs",
            reason: "the ELF machine of each of Bazel's CPU names; one that it doesn't know fails the gate",
        },
        Exception {
            path: "images/postgres/listing/",
            reason: "generated: what Debian's packages for each architecture hold is called after it",
        },
        Exception {
            path: "tools/launcher/",
            reason: "it runs before Bazel, on machines that packages exist for",
        },
        Exception {
            path: ".bazelrc",
            reason: "it can't load rows: the folders of the loader that --config=hermetic shows",
        },
    ],
};

/// Where names may stand: next to their meaning.
const HOMES: &[&str] = &["platforms/", "thirdparty/debian/"];

/// What must not be spelled, from the rows.
#[derive(Debug, Deserialize)]
pub struct Names {
    /// Of architectures, as Bazel, Debian and Rust call them.
    pub architectures: Vec<String>,
    /// Code names of Debian suites.
    pub suites: Vec<String>,
}

/// Finds names in code, one finding per line and name.
pub fn find(tree: &Tree, names: &Names) -> Vec<Finding> {
    let mut names: Vec<_> = names.architectures.iter().chain(&names.suites).collect();
    names.sort();
    names.dedup();
    let mut found = Vec::new();
    for (file, text) in tree.texts() {
        if HOMES.iter().any(|home| file.path.starts_with(home)) {
            continue;
        }
        if is_test(file) {
            continue;
        }
        let lines = split(file, text).into_iter();
        for line in lines.take_while(|line| !line.code.starts_with("#[cfg(test)]")) {
            for name in names.iter().filter(|name| spells(line.code, name)) {
                found.push(Finding::at(
                    &file.path,
                    line.number,
                    format!("spells `{name}`"),
                ));
            }
        }
    }
    found
}

/// Whether a file is the code of a test.
fn is_test(file: &File) -> bool {
    let below_tests = file.path.split('/').any(|folder| folder == "tests");
    let named_so = ["_test.bzl", "_test.rs"]
        .iter()
        .any(|end| file.name().ends_with(end));
    named_so || (below_tests && file.extension() == "rs")
}

/// Whether a name stands in code as a word; `_` separates words, as in `server_17_<cpu>`.
fn spells(code: &str, name: &str) -> bool {
    code.match_indices(name).any(|(start, _)| {
        let before = code[..start].chars().next_back();
        let after = code[start + name.len()..].chars().next();
        [before, after]
            .into_iter()
            .flatten()
            .all(|letter| !letter.is_ascii_alphanumeric())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(path: &str, text: &str) -> Vec<Finding> {
        let names = Names {
            architectures: vec!["vax".to_owned(), "pdp11".to_owned()],
            suites: vec!["woody".to_owned()],
        };
        find(&Tree::invented(&[(path, text)]), &names)
    }

    #[test]
    fn names_in_code_are_found_wherever_a_word_starts() {
        let expected = [Finding::at("build/a.bzl", 2, "spells `vax`")];
        assert_eq!(
            found("build/a.bzl", "x\ny = \"@sysroot_woodyish_vax\""),
            expected
        );
        assert_eq!(found("a.rs", "\"pdp11-linux\", \"woody\"").len(), 2);
    }

    #[test]
    fn comments_and_parts_of_words_are_not() {
        assert_eq!(
            found("a.bzl", "x # as on vax\n\"\"\"On vax.\"\"\"\nvaxes = 1"),
            []
        );
        assert_eq!(found("README.md", "vax"), []);
    }

    #[test]
    fn the_code_of_tests_may() {
        for path in [
            "tests/a/b.rs",
            "src/tools/a/tests/b/c.rs",
            "tests/errors/a_test.bzl",
            "src/tools/a/src/b_test.rs",
        ] {
            assert_eq!(found(path, "\"vax\""), [], "{path}");
        }
        assert_eq!(found("tests/a/BUILD.bazel", "\"vax\"").len(), 1);
        assert_eq!(found("a.rs", "x\n#[cfg(test)]\nmod tests {\n\"vax\""), []);
        assert_eq!(found("a.rs", "\"vax\"\n#[cfg(test)]\nmod tests;").len(), 1);
    }

    #[test]
    fn rows_and_locks_may() {
        assert_eq!(found("platforms/arches.bzl", "cpu = \"vax\""), []);
        assert_eq!(found("thirdparty/debian/llvm.yaml", "- vax"), []);
        assert_eq!(found("thirdparty/BUILD.bazel", "vax").len(), 1);
    }
}
