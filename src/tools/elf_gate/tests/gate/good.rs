//! A good library passes, and its report is evidence.

use crate::GOOD;
use elf_gate::{report, Violation};

#[test]
fn nothing_is_wrong_with_it() {
    assert_eq!(elf_gate::rules::check(&GOOD), Vec::<Violation>::new());
}

#[test]
fn report_holds_its_facts() {
    let report = report(&GOOD);
    assert_eq!(report.machine, GOOD.target.machine.name);
    assert_eq!(report.file_size, GOOD.bytes.len() as u64);
    assert!(report.section_sizes[".pgrxsc"] > 0);
    assert_ne!(report.relro, "none");
    assert_eq!(report.executable_stack, Some(false));
    assert!(!report.debug_info, "a library that ships is stripped");
    let floor: elf_gate::glibc::GlibcVersion = report.glibc_floor.unwrap().parse().unwrap();
    assert!(floor <= GOOD.target.glibc_max);
}

/// The rule passes because every symbol was found, not because none was looked for.
#[test]
fn every_strong_symbol_has_a_provider() {
    let symbols = report(&GOOD).undefined_symbols;
    assert_eq!(
        symbols.defined_by.values().sum::<usize>(),
        symbols.total - symbols.weak
    );
    assert!(symbols.defined_by["postgres"] > 0, "{symbols:?}");
}
