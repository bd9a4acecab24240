//! The rules, one row each. A rule looks at the case and tells what is wrong;
//! all rules are asked, so that one run shows everything there is to mend.

mod base;
mod hardening;
mod identity;
mod needed;
mod paths;
mod pgrx;
mod symbols;
mod versions;

use crate::case::Case;
use serde::Serialize;

/// A named check; each text it returns is one thing wrong with the library.
struct Rule {
    name: &'static str,
    check: fn(&Case) -> Vec<String>,
}

const RULES: &[Rule] = &[
    Rule {
        name: "identity",
        check: identity::check,
    },
    Rule {
        name: "base",
        check: base::check,
    },
    Rule {
        name: "needed",
        check: needed::check,
    },
    Rule {
        name: "glibc",
        check: versions::check_glibc,
    },
    Rule {
        name: "versions",
        check: versions::check_defined,
    },
    Rule {
        name: "symbols",
        check: symbols::check,
    },
    Rule {
        name: "schema",
        check: pgrx::check_schema,
    },
    Rule {
        name: "magic",
        check: pgrx::check_magic,
    },
    Rule {
        name: "relro",
        check: hardening::check_relro,
    },
    Rule {
        name: "stack",
        check: hardening::check_stack,
    },
    Rule {
        name: "textrel",
        check: hardening::check_text_relocations,
    },
    Rule {
        name: "search-path",
        check: hardening::check_search_paths,
    },
    Rule {
        name: "paths",
        check: paths::check,
    },
];

/// One thing wrong with a library.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Violation {
    /// The rule that found it.
    pub rule: &'static str,
    /// What is wrong, where, and what mends it.
    pub text: String,
}

/// Asks every rule.
#[must_use]
pub fn check(case: &Case) -> Vec<Violation> {
    let ask = |rule: &Rule| {
        let name = rule.name;
        (rule.check)(case)
            .into_iter()
            .map(move |text| Violation { rule: name, text })
    };
    RULES.iter().flat_map(ask).collect()
}

/// The rules' names, in the order they are asked.
#[must_use]
pub fn names() -> Vec<&'static str> {
    RULES.iter().map(|rule| rule.name).collect()
}
