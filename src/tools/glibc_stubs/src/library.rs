//! What a real shared library offers.

use crate::version::Version;
use crate::Error;
use object::elf;
use object::read::elf::{FileHeader, Sym};
use object::read::FileKind;
use object::Endianness;
use std::collections::BTreeMap;
use std::path::Path;

/// A library, by what others can link of it.
#[derive(Debug)]
pub struct Library {
    /// The name that programs need it by, which is its file's.
    pub soname: String,
    /// What every file that is linked with it agrees on.
    pub target: Target,
    /// Each symbol with all its versions.
    pub symbols: BTreeMap<String, Vec<Definition>>,
}

/// What an ELF file says of the processor it is for.
#[derive(Debug, Clone, Copy)]
pub struct Target {
    /// `e_machine`.
    pub machine: elf::Machine,
    /// `e_flags`.
    pub flags: elf::FileFlags,
    /// Whether addresses have 64 bits.
    pub is_64: bool,
    /// Byte order.
    pub endian: Endianness,
}

/// A symbol in one version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Definition {
    /// The version.
    pub version: Version,
    /// What a link takes today, where nothing else is asked for.
    pub default: bool,
    /// `st_info`.
    pub info: elf::SymbolInfo,
    /// `st_other`.
    pub other: elf::SymbolOther,
    /// `st_value`.
    pub value: u64,
    /// `st_size`.
    pub size: u64,
}

impl Library {
    /// Reads a shared library of either class.
    ///
    /// # Errors
    /// It cannot be read, or is no shared library.
    pub fn read(path: &Path) -> Result<Self, Error> {
        let bytes = files::read(path)?;
        let soname = path.file_name().unwrap_or_default().to_string_lossy();
        let damaged = |source| Error::Damaged {
            file: path.into(),
            source,
        };
        match FileKind::parse(&*bytes) {
            Ok(FileKind::Elf32) => parse::<elf::FileHeader32<Endianness>>(&bytes, &soname),
            Ok(FileKind::Elf64) => parse::<elf::FileHeader64<Endianness>>(&bytes, &soname),
            _ => return Err(Error::NotElf { file: path.into() }),
        }
        .map_err(damaged)
    }
}

fn parse<Elf: FileHeader<Endian = Endianness>>(
    bytes: &[u8],
    soname: &str,
) -> object::read::Result<Library> {
    let header = Elf::parse(bytes)?;
    let endian = header.endian()?;
    let sections = header.sections(endian, bytes)?;
    let table = sections.symbols(endian, bytes, elf::SHT_DYNSYM)?;
    let versions = sections.versions(endian, bytes)?.unwrap_or_default();
    let mut symbols: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for (index, symbol) in table.enumerate() {
        if symbol.is_undefined(endian) || symbol.is_local() {
            continue;
        }
        let bound = versions.version_index(endian, index);
        let Some(version) = versions.version(bound.index())? else {
            continue;
        };
        let Some(version) = Version::of(&String::from_utf8_lossy(version.name())) else {
            continue;
        };
        let name = String::from_utf8_lossy(table.symbol_name(endian, symbol)?).into_owned();
        // Each version is a symbol too.
        if name == version.name {
            continue;
        }
        symbols.entry(name).or_default().push(Definition {
            version,
            default: !bound.is_hidden(),
            info: symbol.st_info(),
            other: symbol.st_other(),
            value: symbol.st_value(endian).into(),
            size: symbol.st_size(endian).into(),
        });
    }
    Ok(Library {
        soname: soname.to_owned(),
        target: Target {
            machine: header.e_machine(endian),
            flags: header.e_flags(endian),
            is_64: header.is_class_64(),
            endian,
        },
        symbols,
    })
}
