//! A program that is to need nothing of the system it runs on: its evidence.

use crate::case::{Case, File, Target};
use crate::machine::{endian_name, machine_name};
use crate::newer::Newer;
use crate::report::{write_facts, write_violations};
use crate::rules::{self, Violation};
use crate::Error;
use std::fmt;
use std::path::Path;

/// What was found; no field depends on a folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// The program's file name.
    pub program: String,
    /// The processor, see [`crate::machine`].
    pub machine: String,
    /// Bits of an address.
    pub class: u8,
    /// `little` or `big`.
    pub endian: &'static str,
    /// Size of the file in bytes.
    pub file_size: u64,
    /// PT_INTERP; None in a static program.
    pub interpreter: Option<String>,
    /// DT_NEEDED; empty in a static program.
    pub needed: Vec<String>,
    /// The rules that were asked.
    pub rules: Vec<&'static str>,
    /// What they found; empty for a good program.
    pub violations: Vec<Violation>,
}

impl fmt::Display for Report {
    fn fmt(&self, to: &mut fmt::Formatter) -> fmt::Result {
        let facts: &[(&str, &dyn fmt::Display)] = &[
            ("program", &self.program),
            ("machine", &self.machine),
            ("bits", &self.class),
            ("endian", &self.endian),
            ("bytes", &self.file_size),
            ("loader", &self.interpreter.as_deref().unwrap_or("none")),
            ("needed", &self.needed.join(", ")),
            ("rules", &self.rules.join(", ")),
        ];
        write_facts(to, facts)?;
        write_violations(to, &self.violations)
    }
}

/// Reads a program and asks all rules; nothing is provided to it.
///
/// # Errors
/// The file cannot be read or is no ELF file.
pub fn check(program: &Path, target: Target) -> Result<Report, Error> {
    let (library, bytes) = File::read(program)?;
    let case = Case {
        library,
        bytes,
        target,
        providers: Vec::new(),
        bundled: Vec::new(),
        forbidden_paths: Vec::new(),
        newer: Newer::default(),
        linked: Vec::new(),
    };
    let image = &case.library.image;
    Ok(Report {
        program: case.library.name.clone(),
        machine: machine_name(image.machine),
        class: image.class,
        endian: endian_name(image.big_endian),
        file_size: case.bytes.len() as u64,
        interpreter: image.interpreter.clone(),
        needed: image.needed.clone(),
        rules: rules::program_names(),
        violations: rules::check_program(&case),
    })
}
