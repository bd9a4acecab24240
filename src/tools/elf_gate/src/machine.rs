//! The machines a library can be for: ELF's number and the parts of its ABI.

use crate::image::Image;
use object::elf;
use std::str::FromStr;

/// A machine as ELF knows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Machine {
    /// The name on the command line and in reports.
    pub name: &'static str,
    /// `e_machine`.
    pub number: u16,
    /// The bits of `e_flags` in which all files of one process must agree.
    pub abi_mask: u32,
}

/// Numbers and flags are ELF's, from each processor's ABI supplement.
const MACHINES: &[Machine] = &[
    row("aarch64", elf::EM_AARCH64, 0),
    row("x86_64", elf::EM_X86_64, 0),
    row(
        "armv7",
        elf::EM_ARM,
        // Version of the EABI, and whether floats travel in float registers.
        elf::EF_ARM_EABIMASK | elf::EF_ARM_ABI_FLOAT_SOFT | elf::EF_ARM_ABI_FLOAT_HARD,
    ),
    row("x86_32", elf::EM_386, 0),
    row("riscv64", elf::EM_RISCV, elf::EF_RISCV_FLOAT_ABI),
    row("ppc64le", elf::EM_PPC64, elf::EF_PPC64_ABI),
    row("s390x", elf::EM_S390, 0),
    row(
        "loongarch64",
        elf::EM_LOONGARCH,
        elf::EF_LARCH_ABI_MODIFIER_MASK,
    ),
];

const fn row(name: &'static str, number: elf::Machine, abi_mask: u32) -> Machine {
    Machine {
        name,
        number: number.0,
        abi_mask,
    }
}

impl FromStr for Machine {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        let known = || {
            MACHINES
                .iter()
                .map(|machine| machine.name)
                .collect::<Vec<_>>()
                .join(", ")
        };
        let found = MACHINES
            .iter()
            .find(|machine| machine.name == name)
            .copied();
        found.ok_or_else(|| format!("unknown machine; known are {}", known()))
    }
}

/// The name of an `e_machine`, or its number where the table has none.
#[must_use]
pub fn machine_name(number: u16) -> String {
    let found = MACHINES.iter().find(|machine| machine.number == number);
    found.map_or_else(
        || format!("machine {number}"),
        |machine| machine.name.to_owned(),
    )
}

/// Machine, class and byte order in words, e.g. `s390x, 64 bits, big-endian`.
#[must_use]
pub fn describe(image: &Image) -> String {
    let name = machine_name(image.machine);
    format!(
        "{name}, {} bits, {}-endian",
        image.class,
        endian_name(image.big_endian)
    )
}

/// `little` or `big`.
#[must_use]
pub fn endian_name(big_endian: bool) -> &'static str {
    if big_endian {
        "big"
    } else {
        "little"
    }
}
