//! Finds the schema section of an ELF file of any class and byte order.

use crate::Error;
use object::{Object, ObjectSection};
use pgrx_sql_entity_graph::section::is_schema_section_name;
use std::path::Path;

/// The schema section's bytes, as the linker laid them out.
#[derive(Debug)]
pub struct Section<'a> {
    /// The section's content.
    pub data: &'a [u8],
    /// The section's alignment in bytes, at least 1: the linker may have
    /// padded each record to it.
    pub alignment: usize,
}

/// Finds the schema section in `library`; `file` names it in errors.
///
/// # Errors
/// [`Error::NotElf`], [`Error::DamagedElf`] or [`Error::NoSchemaSection`].
pub fn find<'a>(file: &Path, library: &'a [u8]) -> Result<Section<'a>, Error> {
    if !library.starts_with(&object::elf::ELFMAG) {
        return Err(Error::NotElf { file: file.into() });
    }
    let damaged = |source| Error::DamagedElf {
        file: file.into(),
        source,
    };
    let elf = object::File::parse(library).map_err(damaged)?;
    for section in elf.sections() {
        if is_schema_section_name(section.name().map_err(damaged)?) {
            let data = section.data().map_err(damaged)?;
            let alignment = usize::try_from(section.align()).unwrap_or(1).max(1);
            return Ok(Section { data, alignment });
        }
    }
    Err(Error::NoSchemaSection { file: file.into() })
}
