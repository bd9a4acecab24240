//! Schema section: the records of a library, and what a linker puts between them.
#![no_main]
#![allow(dead_code)]

#[path = "../../../src/tools/pgrx_schema/src/records.rs"]
mod records;

use libfuzzer_sys::fuzz_target;
use records::repack;

/// The alignment, and three records at even places.
const SEED: &[u8] = b"\x02\0\0\0\0\0\0\0\x03\0\0\0abc\0\x01\0\0\0x\0\x02\0\0\0hi\0\0";

fuzz_target!(init: fuzz::seed([SEED]), |data: &[u8]| {
    let Some((alignment, section)) = data.split_first_chunk() else {
        return;
    };
    let Ok(packed) = repack(section, usize::from_le_bytes(*alignment).max(1)) else {
        return;
    };
    let (mut padded, mut rest) = (Vec::new(), packed.as_slice());
    while let Some(length) = rest.first_chunk() {
        let (record, more) = rest.split_at(4 + u32::from_le_bytes(*length) as usize);
        padded.extend(record);
        padded.resize(padded.len().next_multiple_of(2), 0);
        rest = more;
    }
    assert_eq!(repack(&packed, 1).as_ref(), Ok(&packed));
    assert_eq!(repack(&padded, 2), Ok(packed));
});
