//! The evidence: what a library is, in text that is the same in every run.

use crate::case::{Case, File};
use crate::machine::{endian_name, machine_name};
use crate::rules::{self, Violation};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

/// Everything the gate found. Sizes are in bytes; no field depends on a folder.
///
/// As text it is a fact a line, `name: value`, then each violation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// The library's file name.
    pub library: String,
    /// The processor, see [`crate::machine`].
    pub machine: String,
    /// Bits of an address.
    pub class: u8,
    /// `little` or `big`.
    pub endian: &'static str,
    /// `e_flags`, in hexadecimal.
    pub abi_flags: String,
    /// Size of the file.
    pub file_size: u64,
    /// Size of each section; names that occur twice are added up.
    pub section_sizes: BTreeMap<String, u64>,
    /// Whether debugging information was left in.
    pub debug_info: bool,
    /// Libraries the loader must find.
    pub needed: Vec<String>,
    /// The oldest GNU C library the extension runs on.
    pub glibc_floor: Option<String>,
    /// Needed symbol versions by soname.
    pub version_needs: BTreeMap<String, BTreeSet<String>>,
    /// The symbols others must define.
    pub undefined_symbols: Undefined,
    /// How many symbols the library defines for others.
    pub exported_symbols: usize,
    /// `full`, `partial` (tables of functions stay writable) or `none`.
    pub relro: &'static str,
    /// All symbols are resolved at load time.
    pub bind_now: bool,
    /// Whether the stack is executable; None where the library does not say.
    pub executable_stack: Option<bool>,
    /// Whether the loader must write into code.
    pub text_relocations: bool,
    /// Folders that are searched for libraries.
    pub search_paths: Vec<String>,
    /// The rules that were asked.
    pub rules: Vec<&'static str>,
    /// What they found; empty for a good library.
    pub violations: Vec<Violation>,
}

/// A count of undefined symbols.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Undefined {
    /// All of them.
    pub total: usize,
    /// Those that may stay undefined.
    pub weak: usize,
    /// The others by the file that defines them; the first one counts.
    pub defined_by: BTreeMap<String, usize>,
}

impl fmt::Display for Report {
    fn fmt(&self, to: &mut fmt::Formatter) -> fmt::Result {
        let stack = self.executable_stack.map(|it| it.to_string());
        let undefined = &self.undefined_symbols;
        let facts: &[(&str, &dyn fmt::Display)] = &[
            ("library", &self.library),
            ("machine", &self.machine),
            ("bits", &self.class),
            ("endian", &self.endian),
            ("ABI flags", &self.abi_flags),
            ("bytes", &self.file_size),
            ("debugging information", &self.debug_info),
            ("needed", &self.needed.join(", ")),
            ("glibc", &self.glibc_floor.as_deref().unwrap_or("none")),
            ("undefined symbols", &undefined.total),
            ("undefined weak symbols", &undefined.weak),
            ("exported symbols", &self.exported_symbols),
            ("RELRO", &self.relro),
            ("bound at once", &self.bind_now),
            ("executable stack", &stack.as_deref().unwrap_or("unsaid")),
            ("text relocations", &self.text_relocations),
            ("search paths", &self.search_paths.join(", ")),
            ("rules", &self.rules.join(", ")),
        ];
        write_facts(to, facts)?;
        for (name, bytes) in &self.section_sizes {
            writeln!(to, "bytes of {name}: {bytes}")?;
        }
        for (soname, versions) in &self.version_needs {
            let versions: Vec<_> = versions.iter().map(String::as_str).collect();
            writeln!(to, "versions of {soname}: {}", versions.join(", "))?;
        }
        for (file, symbols) in &undefined.defined_by {
            writeln!(to, "symbols of {file}: {symbols}")?;
        }
        write_violations(to, &self.violations)
    }
}

/// Writes `name: value` lines.
///
/// # Errors
/// `to` refuses them.
pub fn write_facts(to: &mut fmt::Formatter, facts: &[(&str, &dyn fmt::Display)]) -> fmt::Result {
    facts
        .iter()
        .try_for_each(|(name, value)| writeln!(to, "{name}: {value}"))
}

/// Writes a line for each violation.
///
/// # Errors
/// `to` refuses them.
pub fn write_violations(to: &mut fmt::Formatter, violations: &[Violation]) -> fmt::Result {
    violations
        .iter()
        .try_for_each(|it| writeln!(to, "violation: [{}] {}", it.rule, it.text))
}

/// Checks the case by all rules, and gathers its facts.
#[must_use]
pub fn report(case: &Case) -> Report {
    report_of(rules::names(), case)
}

/// Checks the case by the rules of these names, and gathers its facts.
#[must_use]
pub fn report_of(rules: Vec<&'static str>, case: &Case) -> Report {
    let image = &case.library.image;
    let mut section_sizes = BTreeMap::new();
    for section in &image.sections {
        *section_sizes.entry(section.name.clone()).or_default() += section.size;
    }
    Report {
        library: case.library.name.clone(),
        machine: machine_name(image.machine),
        class: image.class,
        endian: endian_name(image.big_endian),
        abi_flags: format!("{:#x}", image.flags),
        file_size: case.bytes.len() as u64,
        debug_info: section_sizes.contains_key(".debug_info"),
        section_sizes,
        needed: image.needed.clone(),
        glibc_floor: image.newest_glibc().map(|version| version.to_string()),
        version_needs: image.version_needs.clone(),
        undefined_symbols: undefined(case),
        exported_symbols: image.exports.len(),
        relro: match (image.relro, image.bind_now) {
            (true, true) => "full",
            (true, false) => "partial",
            (false, _) => "none",
        },
        bind_now: image.bind_now,
        executable_stack: image.executable_stack,
        text_relocations: image.text_relocations,
        search_paths: image.search_paths.clone(),
        violations: rules::check_only(&rules, case),
        rules,
    }
}

fn undefined(case: &Case) -> Undefined {
    let imports = &case.library.image.imports;
    let mut defined_by = BTreeMap::new();
    for import in imports.iter().filter(|import| !import.weak) {
        let defines = |file: &&File| match &import.version {
            Some((_, version)) => file.image.exports(&import.name, Some(version)),
            None => file.image.exports(&import.name, None),
        };
        if let Some(file) = case.available().find(defines) {
            *defined_by.entry(file.name.clone()).or_default() += 1;
        }
    }
    let weak = imports.iter().filter(|import| import.weak).count();
    Undefined {
        total: imports.len(),
        weak,
        defined_by,
    }
}
