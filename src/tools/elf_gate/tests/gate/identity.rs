//! Rules `identity` and `base`.

use crate::patch::Patch;
use crate::{said_by, with_library, GOOD};
use elf_gate::machine::{describe, endian_name};
use object::elf;

/// A machine number that ELF has given to nobody.
const NO_MACHINE: u16 = 0xfeed;

#[test]
fn relocatable_file() {
    let case = with_library(Patch::new(&GOOD.bytes).file_type(elf::ET_REL.0).finish());
    assert_eq!(
        said_by("identity", &[], &case),
        ["ELF type 1 is no shared library (3, ET_DYN)"]
    );
}

#[test]
fn program() {
    let patch = Patch::new(&GOOD.bytes);
    let flags = elf::DF_1_PIE.0;
    let case = with_library(
        patch
            .dynamic(elf::DT_GNU_HASH, elf::DT_FLAGS_1, flags)
            .finish(),
    );
    assert_eq!(
        said_by("identity", &[], &case),
        ["this is a program (DF_1_PIE), not a shared library"]
    );
}

#[test]
fn other_machine() {
    let case = with_library(Patch::new(&GOOD.bytes).machine(NO_MACHINE).finish());
    let target = GOOD.target.machine.name;
    assert_eq!(
        said_by("identity", &["base"], &case),
        [format!(
            "built for machine 65261, but the target is {target}"
        )]
    );
    let (theirs, ours) = (describe(&GOOD.library.image), describe(&case.library.image));
    let complaint = |name| format!("{name} is for {theirs}, the library for {ours}");
    let complaints: Vec<_> = GOOD
        .providers
        .iter()
        .map(|file| complaint(&file.name))
        .collect();
    assert_eq!(said_by("base", &["identity"], &case), complaints);
}

#[test]
fn other_class() {
    let mut case = GOOD.clone();
    let found = case.target.class;
    case.target.class = 96 - found;
    assert_eq!(
        said_by("identity", &[], &case),
        [format!(
            "a {found}-bit file, but the target has {} bits",
            96 - found
        )]
    );
}

#[test]
fn other_byte_order() {
    let mut case = GOOD.clone();
    let (found, other) = (case.target.big_endian, !case.target.big_endian);
    case.target.big_endian = other;
    let (found, other) = (endian_name(found), endian_name(other));
    assert_eq!(
        said_by("identity", &[], &case),
        [format!(
            "a {found}-endian file, but the target is {other}-endian"
        )]
    );
}

/// As between armel and armhf: one processor, two calling conventions.
#[test]
fn other_abi() {
    let theirs = GOOD.library.image.flags;
    let mut case = with_library(Patch::new(&GOOD.bytes).flags(theirs ^ 0x600).finish());
    case.target.machine.abi_mask = 0x600;
    case.providers.truncate(1);
    let (name, ours) = (&GOOD.providers[0].name, (theirs ^ 0x600) & 0x600);
    let theirs = theirs & 0x600;
    assert_eq!(
        said_by("base", &["needed", "versions", "symbols"], &case),
        [format!(
            "{name} has ABI flags {theirs:#x}, the library {ours:#x}: their calls disagree"
        )]
    );
}
