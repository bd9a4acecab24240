//! Where the fields that tests change lie in an ELF file.

use object::read::elf::{Dyn, FileHeader, ProgramHeader, SectionHeader};
use object::{elf, Endianness, FileKind, SectionIndex};
use std::ops::Range;

/// Where things are, in bytes from the file's start.
pub struct Layout {
    /// Whether addresses have 64 bits.
    pub class_64: bool,
    /// Whether numbers are stored most significant byte first.
    pub big_endian: bool,
    /// `p_type` and place of each program header.
    pub segments: Vec<(u32, usize)>,
    /// `d_tag` and place of each dynamic entry.
    pub dynamic: Vec<(i64, usize)>,
    /// Name and place of each section header.
    pub sections: Vec<(String, usize)>,
    /// The dynamic string table.
    pub dynamic_names: Range<usize>,
    /// The section names' string table.
    pub section_names: Range<usize>,
}

impl Layout {
    /// Finds everything in an intact file of either class.
    pub fn of(bytes: &[u8]) -> Self {
        let layout = if FileKind::parse(bytes) == Ok(FileKind::Elf64) {
            locate::<elf::FileHeader64<Endianness>>(bytes)
        } else {
            locate::<elf::FileHeader32<Endianness>>(bytes)
        };
        layout.expect("the library is good")
    }
}

fn locate<Elf: FileHeader<Endian = Endianness>>(bytes: &[u8]) -> object::read::Result<Layout> {
    let header = Elf::parse(bytes)?;
    let endian = header.endian()?;
    let sections = header.sections(endian, bytes)?;
    let range = |index: SectionIndex| {
        let (start, size) = sections
            .section(index)?
            .file_range(endian)
            .expect("it has bytes");
        Ok(start as usize..(start + size) as usize)
    };
    let (dynamic, names) = sections
        .dynamic(endian, bytes)?
        .expect("libraries are dynamic");
    let segments = header.program_headers(endian, bytes)?.iter();
    let named = |section| {
        let name = sections.section_name(endian, section)?;
        Ok((
            String::from_utf8_lossy(name).into_owned(),
            offset_of(bytes, section),
        ))
    };
    Ok(Layout {
        class_64: header.is_class_64(),
        big_endian: header.is_big_endian(),
        segments: segments
            .map(|row| (row.p_type(endian).0, offset_of(bytes, row)))
            .collect(),
        dynamic: dynamic
            .iter()
            .map(|row| (row.d_tag(endian).0, offset_of(bytes, row)))
            .collect(),
        sections: sections
            .iter()
            .map(named)
            .collect::<object::read::Result<_>>()?,
        dynamic_names: range(names)?,
        section_names: range(header.section_strings_index(endian, bytes)?)?,
    })
}

/// Where a row that was read in place lies in the file.
fn offset_of<Row>(bytes: &[u8], row: &Row) -> usize {
    std::ptr::from_ref(row) as usize - bytes.as_ptr() as usize
}
