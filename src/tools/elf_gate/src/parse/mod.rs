//! Reads an [`Image`] out of ELF's tables.
//!
//! All but the segments is found through the section table, which every linker
//! writes and `strip` keeps for loaded sections.

mod dynamic;
mod symbols;

use crate::image::{Image, Section};
use object::read::elf::{FileHeader, ProgramHeader, SectionHeader, SectionTable};
use object::read::{FileKind, Result};
use object::{elf, Endianness};

/// Reads an ELF file, or gives `None` where it is none.
pub fn image(bytes: &[u8]) -> Result<Option<Image>> {
    match FileKind::parse(bytes) {
        Ok(FileKind::Elf32) => read::<elf::FileHeader32<Endianness>>(bytes).map(Some),
        Ok(FileKind::Elf64) => read::<elf::FileHeader64<Endianness>>(bytes).map(Some),
        _ => Ok(None),
    }
}

fn read<Elf: FileHeader<Endian = Endianness>>(bytes: &[u8]) -> Result<Image> {
    let header = Elf::parse(bytes)?;
    let endian = header.endian()?;
    let tables = header.sections(endian, bytes)?;
    let mut image = Image {
        file_type: header.e_type(endian).0,
        machine: header.e_machine(endian).0,
        class: if header.is_class_64() { 64 } else { 32 },
        big_endian: header.is_big_endian(),
        flags: header.e_flags(endian).0,
        ..Image::default()
    };
    read_segments(&mut image, header, endian, bytes)?;
    read_sections(&mut image, &tables, endian)?;
    dynamic::read(&mut image, &tables, endian, bytes)?;
    symbols::read_versions(&mut image, &tables, endian, bytes)?;
    symbols::read_symbols(&mut image, &tables, endian, bytes)?;
    Ok(image)
}

fn read_segments<Elf: FileHeader<Endian = Endianness>>(
    image: &mut Image,
    header: &Elf,
    endian: Endianness,
    bytes: &[u8],
) -> Result<()> {
    for segment in header.program_headers(endian, bytes)? {
        match segment.p_type(endian) {
            elf::PT_INTERP => {
                let path = segment.data(endian, bytes).unwrap_or_default();
                let path = path.strip_suffix(b"\0").unwrap_or(path);
                image.interpreter = Some(text(path));
            }
            elf::PT_GNU_RELRO => image.relro = true,
            elf::PT_GNU_STACK => {
                image.executable_stack = Some(segment.p_flags(endian).contains(elf::PF_X));
            }
            _ => {}
        }
    }
    Ok(())
}

fn read_sections<Elf: FileHeader<Endian = Endianness>>(
    image: &mut Image,
    tables: &SectionTable<Elf>,
    endian: Endianness,
) -> Result<()> {
    // The first row is ELF's null section.
    for section in tables.iter().skip(1) {
        image.sections.push(Section {
            name: text(tables.section_name(endian, section)?),
            size: section.sh_size(endian).into(),
            compressed: section.sh_flags(endian).contains(elf::SHF_COMPRESSED),
        });
    }
    Ok(())
}

/// Names in ELF files are bytes. Those of every toolchain here are UTF-8; a
/// stray byte stays visible as U+FFFD, the same in every file.
fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}
