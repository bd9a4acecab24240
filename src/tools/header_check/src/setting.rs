//! The value of an integer setting that is fixed when the server is compiled.
//!
//! `guc_tables.c` (since 19 a generated file) has one `config_int` per setting. It begins with the
//! address of the name; after the fields that all kinds share come the boot value, the least and
//! the greatest value, one `int` each. Those that are fixed, `block_size` among them, have three
//! times the same.

use object::read::File;
use object::{Object, ObjectSection, ObjectSegment, RelocationTarget, SectionKind};
use std::ops::RangeInclusive;

/// How far after its name a setting's values may stand: the shared fields were 120 bytes in 15 to 18.
const REACH: usize = 400;

/// The value of the fixed setting `name`, one of `range`, or none where the program has no such setting.
pub fn int_setting(elf: &File, name: &str, range: RangeInclusive<u64>) -> Option<u64> {
    let pointers = addresses_of(elf, name)
        .into_iter()
        .flat_map(|address| pointers_to(elf, address));
    pointers
        .into_iter()
        .find_map(|pointer| value_after(elf, pointer, &range))
}

/// Where the string may lie in memory; linkers let one string be the end of another.
fn addresses_of(elf: &File, text: &str) -> Vec<u64> {
    let wanted = format!("{text}\0");
    let sections = elf
        .sections()
        .filter(|section| section.name().is_ok_and(|name| name.starts_with(".rodata")));
    let found = sections.flat_map(|section| {
        let windows = section
            .data()
            .unwrap_or_default()
            .windows(wanted.len())
            .enumerate();
        let start = section.address();
        windows
            .filter(|(_, window)| *window == wanted.as_bytes())
            .filter_map(move |(at, _)| start.checked_add(at as u64))
            .collect::<Vec<_>>()
    });
    found.collect()
}

/// Where an address stands in the data: by relocation, or in place (REL and RELR relocations, no PIE).
fn pointers_to(elf: &File, address: u64) -> Vec<u64> {
    let relocated = elf
        .dynamic_relocations()
        .into_iter()
        .flatten()
        .filter(|(_, relocation)| {
            relocation.target() == RelocationTarget::Absolute
                && relocation.addend() as u64 == address
        });
    let mut found: Vec<_> = relocated.map(|(at, _)| at).collect();
    let size = if elf.is_64() { 8 } else { 4 };
    for section in elf.sections().filter(|section| {
        section.kind() == SectionKind::Data || section.kind() == SectionKind::ReadOnlyDataWithRel
    }) {
        let words = section
            .data()
            .unwrap_or_default()
            .chunks_exact(size)
            .enumerate();
        let words = words.filter(|(_, word)| number(elf, word) == address);
        let places = words.map(|(index, _)| section.address().checked_add((index * size) as u64));
        found.extend(places.flatten());
    }
    found
}

/// The first number of `range` that stands there three times in a row.
fn value_after(elf: &File, pointer: u64, range: &RangeInclusive<u64>) -> Option<u64> {
    let (segment, offset) = elf.segments().find_map(|segment| {
        let offset = pointer.checked_sub(segment.address())?;
        (offset < segment.size()).then_some((segment, offset))
    })?;
    let data = segment.data().ok()?.get(usize::try_from(offset).ok()?..)?;
    let numbers: Vec<_> = data[..data.len().min(REACH)]
        .chunks_exact(4)
        .map(|word| number(elf, word))
        .collect();
    let fixed = |n: &&[u64]| n[0] == n[1] && n[1] == n[2] && range.contains(&n[0]);
    numbers.windows(3).find(fixed).map(|numbers| numbers[0])
}

fn number(elf: &File, bytes: &[u8]) -> u64 {
    let shift = |sum: u64, byte: &u8| sum << 8 | u64::from(*byte);
    if elf.is_little_endian() {
        bytes.iter().rev().fold(0, shift)
    } else {
        bytes.iter().fold(0, shift)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tiny_program::tiny_program;

    fn block_size(address: u64) -> Option<u64> {
        let program = tiny_program(address);
        let elf = File::parse(&*program).unwrap();
        int_setting(&elf, "block_size", 512..=65536)
    }

    #[test]
    fn a_setting_is_found_by_the_address_of_its_name() {
        assert_eq!(block_size(4096), Some(8192));
    }

    #[test]
    fn what_reaches_past_the_end_of_memory_holds_no_setting() {
        for below in [64, 128, 216] {
            assert_eq!(block_size(u64::MAX - below), None, "{below}");
        }
    }
}
