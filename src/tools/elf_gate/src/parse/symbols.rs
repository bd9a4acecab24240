//! Symbols, and the versions they are bound to.

use super::text;
use crate::image::{Image, Import};
use object::read::elf::{FileHeader, SectionTable, Sym};
use object::read::Result;
use object::{elf, Endianness};

/// Reads the versions that are needed and defined.
pub fn read_versions<Elf: FileHeader<Endian = Endianness>>(
    image: &mut Image,
    tables: &SectionTable<Elf>,
    endian: Endianness,
    bytes: &[u8],
) -> Result<()> {
    if let Some((mut libraries, names)) = tables.gnu_verneed(endian, bytes)? {
        let names = tables.strings(endian, bytes, names)?;
        while let Some((library, mut versions)) = libraries.next()? {
            let soname = text(library.file(endian, names)?);
            let needs = image.version_needs.entry(soname).or_default();
            while let Some(version) = versions.next()? {
                needs.insert(text(version.name(endian, names)?));
            }
        }
    }
    if let Some((mut definitions, names)) = tables.gnu_verdef(endian, bytes)? {
        let names = tables.strings(endian, bytes, names)?;
        while let Some((_, mut versions)) = definitions.next()? {
            // The first name is the version's own; the rest are its ancestors.
            if let Some(version) = versions.next()? {
                image
                    .version_definitions
                    .insert(text(version.name(endian, names)?));
            }
        }
    }
    Ok(())
}

/// Reads what is imported and exported, with versions.
pub fn read_symbols<Elf: FileHeader<Endian = Endianness>>(
    image: &mut Image,
    tables: &SectionTable<Elf>,
    endian: Endianness,
    bytes: &[u8],
) -> Result<()> {
    let symbols = tables.symbols(endian, bytes, elf::SHT_DYNSYM)?;
    let versions = tables.versions(endian, bytes)?.unwrap_or_default();
    for (index, symbol) in symbols.enumerate() {
        let name = text(symbols.symbol_name(endian, symbol)?);
        if name.is_empty() || symbol.is_local() {
            continue;
        }
        let version = versions.version(versions.version_index(endian, index).index())?;
        let version_name = version.map(|version| text(version.name()));
        if symbol.is_undefined(endian) {
            let file = version.and_then(|version| version.file()).map(text);
            image.imports.push(Import {
                name,
                weak: symbol.is_weak(),
                version: file.zip(version_name),
            });
        } else if matches!(
            symbol.st_visibility(),
            elf::STV_DEFAULT | elf::STV_PROTECTED
        ) {
            image.exports.entry(name).or_default().insert(version_name);
        }
    }
    image.imports.sort();
    Ok(())
}
