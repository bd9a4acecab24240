//! Modes, owners and exclusions, by pattern of install path.
//!
//! Patterns are those of the crate `glob`: `*` stays within a folder, `**` does not.

use crate::error::{Error, Result};
use glob::{MatchOptions, Pattern};
use std::cell::Cell;
use std::collections::BTreeMap;

const OPTIONS: MatchOptions = MatchOptions {
    case_sensitive: true,
    require_literal_separator: true,
    require_literal_leading_dot: false,
};

/// Patterns with a value each.
pub struct Rules<T> {
    field: &'static str,
    /// Longest pattern first.
    rules: Vec<(Pattern, T, Cell<bool>)>,
}

impl<T: Copy> Rules<T> {
    /// Takes the attribute's name, and its patterns with their parsed values.
    pub fn new(
        field: &'static str,
        values: &BTreeMap<String, String>,
        parse: impl Fn(&str) -> Result<T>,
    ) -> Result<Self> {
        let mut rules = Vec::new();
        for (pattern, value) in values {
            rules.push((compile(pattern)?, parse(value)?, Cell::new(false)));
        }
        rules.sort_by(|(a, ..), (b, ..)| {
            (b.as_str().len(), b.as_str()).cmp(&(a.as_str().len(), a.as_str()))
        });
        Ok(Self { field, rules })
    }

    /// The value for an install path.
    pub fn get(&self, path: &str) -> Option<T> {
        let mut found = None;
        for (pattern, value, used) in &self.rules {
            if pattern.matches_with(path, OPTIONS) {
                used.set(true);
                found = found.or(Some(*value));
            }
        }
        found
    }

    /// An error for the first pattern that no path met: a typing error must not ship.
    pub fn all_used(&self) -> Result<()> {
        match self.rules.iter().find(|(.., used)| !used.get()) {
            Some((pattern, ..)) => Err(Error::Unused {
                pattern: pattern.as_str().into(),
                field: self.field,
            }),
            None => Ok(()),
        }
    }
}

/// Patterns without values: what is left out.
pub fn exclusions(patterns: &[String]) -> Result<Rules<()>> {
    let values = patterns.iter().map(|p| (p.clone(), String::new()));
    Rules::new("exclude", &values.collect(), |_| Ok(()))
}

/// Whether a pattern matches an install path.
pub fn matches(pattern: &str, path: &str) -> Result<bool> {
    Ok(compile(pattern)?.matches_with(path, OPTIONS))
}

/// An octal mode, such as `0755`.
pub fn parse_mode(text: &str) -> Result<u32> {
    u32::from_str_radix(text, 8)
        .ok()
        .filter(|mode| *mode <= 0o7777)
        .ok_or(Error::Value {
            text: text.into(),
            expected: "an octal file mode such as `0644`",
        })
}

/// `uid:gid` in numbers.
pub fn parse_owner(text: &str) -> Result<(u64, u64)> {
    text.split_once(':')
        .and_then(|(uid, gid)| Some((uid.parse().ok()?, gid.parse().ok()?)))
        .ok_or(Error::Value {
            text: text.into(),
            expected: "an owner in numbers such as `999:999`",
        })
}

fn compile(pattern: &str) -> Result<Pattern> {
    Pattern::new(pattern).map_err(|_| Error::Value {
        text: pattern.into(),
        expected: "a pattern of install paths such as `usr/bin/*`",
    })
}
