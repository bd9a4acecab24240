//! The rules, one row each. A rule looks at the case and tells what is wrong;
//! all rules are asked, so that one run shows everything there is to mend.

mod base;
mod hardening;
mod identity;
mod needed;
mod paths;
mod pgrx;
mod standalone;
mod symbols;
mod versions;

use crate::case::Case;

/// A named check; each text it returns is one thing wrong with the library.
struct Rule {
    name: &'static str,
    check: fn(&Case) -> Vec<String>,
}

const fn rule(name: &'static str, check: fn(&Case) -> Vec<String>) -> Rule {
    Rule { name, check }
}

const RULES: &[Rule] = &[
    rule("identity", identity::check),
    rule("base", base::check),
    rule("needed", needed::check),
    rule("glibc", versions::check_glibc),
    rule("versions", versions::check_defined),
    rule("symbols", symbols::check),
    rule("schema", pgrx::check_schema),
    rule("magic", pgrx::check_magic),
    rule("relro", hardening::check_relro),
    rule("stack", hardening::check_stack),
    rule("textrel", hardening::check_text_relocations),
    rule("search-path", hardening::check_search_paths),
    rule("paths", paths::check),
];

/// What a program must hold to that brings along all it needs.
const PROGRAM_RULES: &[Rule] = &[
    rule("identity", identity::check_program),
    rule("interpreter", standalone::check_interpreter),
    rule("needed", standalone::check_needed),
    rule("symbols", standalone::check_symbols),
    rule("relro", hardening::check_relro),
    rule("stack", hardening::check_stack),
    rule("textrel", hardening::check_text_relocations),
    rule("paths", paths::check),
];

/// One thing wrong with a library.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Violation {
    /// The rule that found it.
    pub rule: &'static str,
    /// What is wrong, where, and what mends it.
    pub text: String,
}

/// Asks every rule of a library.
#[must_use]
pub fn check(case: &Case) -> Vec<Violation> {
    check_only(&names(), case)
}

/// Asks the rules of these names.
#[must_use]
pub fn check_only(names: &[&str], case: &Case) -> Vec<Violation> {
    let asked = RULES.iter().filter(|rule| names.contains(&rule.name));
    ask(asked, case)
}

/// Asks every rule of a static program, which takes the library's place in `case`.
#[must_use]
pub fn check_program(case: &Case) -> Vec<Violation> {
    ask(PROGRAM_RULES.iter(), case)
}

fn ask<'a>(rules: impl Iterator<Item = &'a Rule>, case: &Case) -> Vec<Violation> {
    let ask = |rule: &Rule| {
        let name = rule.name;
        (rule.check)(case)
            .into_iter()
            .map(move |text| Violation { rule: name, text })
    };
    rules.flat_map(ask).collect()
}

/// The names of a library's rules, in the order they are asked.
#[must_use]
pub fn names() -> Vec<&'static str> {
    RULES.iter().map(|rule| rule.name).collect()
}

/// The names of a program's rules, in the order they are asked.
#[must_use]
pub fn program_names() -> Vec<&'static str> {
    PROGRAM_RULES.iter().map(|rule| rule.name).collect()
}
