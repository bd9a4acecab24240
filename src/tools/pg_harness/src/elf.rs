//! The few bytes of an ELF header that tell which machine a file is for.

use std::fmt;
use std::fs::File;
use std::io::Read;
use std::path::Path;

use crate::error::{self, Error, Result};

/// Machine, word size and byte order of an ELF file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ElfId {
    /// `e_machine`, as numbered by the ELF specification.
    pub machine: u16,
    /// 32 or 64, from `EI_CLASS`.
    pub bits: u8,
    /// From `EI_DATA`.
    pub big_endian: bool,
}

impl fmt::Display for ElfId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let order = if self.big_endian { "big" } else { "little" };
        write!(f, "{} ({} bits, {order}-endian)", self.machine, self.bits)
    }
}

impl ElfId {
    /// Decodes the first 20 bytes of a file; `None` where they are no ELF header.
    pub fn parse(header: &[u8]) -> Option<ElfId> {
        let header: &[u8; 20] = header.get(..20)?.try_into().ok()?;
        if header[..4] != *b"\x7fELF" {
            return None;
        }
        let bits = match header[4] {
            1 => 32,
            2 => 64,
            _ => return None,
        };
        let field = [header[18], header[19]];
        let (machine, big_endian) = match header[5] {
            1 => (u16::from_le_bytes(field), false),
            2 => (u16::from_be_bytes(field), true),
            _ => return None,
        };
        Some(ElfId {
            machine,
            bits,
            big_endian,
        })
    }

    /// Reads the header of `path`; `None` where the file is no ELF file.
    pub fn read(path: &Path) -> Result<Option<ElfId>> {
        let mut header = Vec::with_capacity(20);
        File::open(path)
            .and_then(|f| f.take(20).read_to_end(&mut header))
            .map_err(error::file("read", path))?;
        Ok(ElfId::parse(&header))
    }

    /// Fails where `path` is an ELF file for another machine than `self`.
    pub fn require_same(&self, path: &Path) -> Result<()> {
        match ElfId::read(path)? {
            Some(found) if found != *self => Err(Error::WrongMachine {
                path: path.to_path_buf(),
                found: found.to_string(),
                expected: self.to_string(),
            }),
            _ => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn header(class: u8, data: u8, machine: [u8; 2]) -> Vec<u8> {
        let mut h = b"\x7fELF".to_vec();
        h.extend([class, data, 1]);
        h.resize(18, 0);
        h.extend(machine);
        h
    }

    #[test]
    fn byte_order_decides_how_the_machine_is_read() {
        let little = ElfId::parse(&header(2, 1, [183, 0])).unwrap();
        let big = ElfId::parse(&header(2, 2, [0, 22])).unwrap();
        assert_eq!(little.to_string(), "183 (64 bits, little-endian)");
        assert_eq!(big.to_string(), "22 (64 bits, big-endian)");
    }

    #[test]
    fn what_is_no_elf_file_has_no_identity() {
        assert_eq!(ElfId::parse(b"#!/bin/sh\nexit 0\n\n\n\n"), None);
        assert_eq!(ElfId::parse(b"\x7fELF"), None);
        assert_eq!(ElfId::parse(&header(3, 1, [62, 0])), None);
    }
}
