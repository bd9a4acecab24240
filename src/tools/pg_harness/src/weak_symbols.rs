//! A program that uses what only a server has, made to start without one.
//!
//! A crate's test program has the extension's code in it, and so names functions and variables
//! of `postgres`. Nothing reaches them there: they run in the server. But the loader looks up
//! each name when a program starts, and refuses one that it does not find, unless the
//! reference is a weak one.

use object::elf::{self, FileHeader32, FileHeader64};
use object::read::elf::{FileHeader, SectionHeader, Sym};
use object::read::{FileKind, Result};
use object::Endianness;

/// The program with weak references in place of all others; `None` where it has none.
///
/// # Errors
/// Where it is no object file, or a damaged one.
pub fn weakened(program: &[u8]) -> Result<Option<Vec<u8>>> {
    let places = match FileKind::parse(program)? {
        // Where `st_info` lies in a symbol of either kind.
        FileKind::Elf32 => undefined::<FileHeader32<Endianness>>(program, 12)?,
        FileKind::Elf64 => undefined::<FileHeader64<Endianness>>(program, 4)?,
        _ => return Ok(None),
    };
    if places.is_empty() {
        return Ok(None);
    }
    let mut copy = program.to_vec();
    for place in places {
        copy[place] = elf::STB_WEAK.0 << 4 | copy[place] & 0xf;
    }
    Ok(Some(copy))
}

/// The offsets of `st_info` of all dynamic symbols that are undefined and not weak. Those with
/// a version are a library's, which the loader must find.
fn undefined<H: FileHeader<Endian = Endianness>>(data: &[u8], info: usize) -> Result<Vec<usize>> {
    let header = H::parse(data)?;
    let endian = header.endian()?;
    let sections = header.sections(endian, data)?;
    let symbols = sections.symbols(endian, data, elf::SHT_DYNSYM)?;
    if symbols.is_empty() {
        return Ok(Vec::new());
    }
    let offset: u64 = sections
        .section(symbols.section())?
        .sh_offset(endian)
        .into();
    let place = |index| offset as usize + index * size_of::<H::Sym>() + info;
    let versions = sections
        .gnu_versym(endian, data)?
        .map(|(v, _)| v)
        .unwrap_or_default();
    let has_version = |index: usize| {
        let version = versions.get(index).map(|v| v.0.get(endian));
        version.is_some_and(|v| v > elf::VER_NDX_GLOBAL.into())
    };
    let strong = |s: &H::Sym| s.st_bind() == elf::STB_GLOBAL && s.is_undefined(endian);
    let found = symbols
        .iter()
        .enumerate()
        .filter(|(i, s)| strong(s) && !has_version(*i));
    Ok(found.map(|(index, _)| place(index)).collect())
}
