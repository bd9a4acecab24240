//! The dynamic section: what the loader is told about the file as a whole.

use super::text;
use crate::image::Image;
use object::read::elf::{FileHeader, SectionTable};
use object::read::Result;
use object::{elf, Endianness};

/// Reads names, flags and search paths.
pub fn read<Elf: FileHeader<Endian = Endianness>>(
    image: &mut Image,
    tables: &SectionTable<Elf>,
    endian: Endianness,
    bytes: &[u8],
) -> Result<()> {
    let table = tables.dynamic_table(endian, bytes)?;
    for entry in &table {
        let value = entry.val;
        let string = || table.string(entry).map(text);
        match entry.tag {
            elf::DT_NEEDED => image.needed.push(string()?),
            elf::DT_SONAME => image.soname = Some(string()?),
            elf::DT_RPATH | elf::DT_RUNPATH => {
                image
                    .search_paths
                    .extend(string()?.split(':').map(str::to_owned));
            }
            elf::DT_TEXTREL => image.text_relocations = true,
            elf::DT_BIND_NOW => image.bind_now = true,
            elf::DT_FLAGS => {
                image.text_relocations |= value & elf::DF_TEXTREL.0 != 0;
                image.bind_now |= value & elf::DF_BIND_NOW.0 != 0;
            }
            elf::DT_FLAGS_1 => {
                image.bind_now |= value & elf::DF_1_NOW.0 != 0;
                image.executable |= value & elf::DF_1_PIE.0 != 0;
            }
            _ => {}
        }
    }
    Ok(())
}
