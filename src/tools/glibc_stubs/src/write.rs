//! A shared library that can be linked with and never loaded: names, versions and no code.

use crate::choose::Stub;
use crate::version::Version;
use object::elf;
use object::write::elf::{FileHeader, SectionHeader, SectionIndex, Sym, Verdef, Writer};
use object::write::StringId;
use std::collections::BTreeMap;

/// What the file consists of, once all of it has its place.
struct Parts<'a> {
    soname: StringId,
    /// Each version with its name and its index.
    versions: BTreeMap<&'a Version, (StringId, u16)>,
    names: Vec<StringId>,
    text: (StringId, SectionIndex),
    data: (StringId, SectionIndex),
}

/// The bytes of the file.
///
/// # Panics
/// With more than 65,000 versions, or 4 GiB of names.
#[must_use]
pub fn write(stub: &Stub) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut writer = Writer::new(stub.target.endian, stub.target.is_64, &mut bytes);
    let parts = reserve(&mut writer, stub);
    writer
        .write_file_header(&FileHeader {
            os_abi: elf::ELFOSABI_NONE,
            abi_version: 0,
            e_type: elf::ET_DYN,
            e_machine: stub.target.machine,
            e_entry: 0,
            e_flags: stub.target.flags,
        })
        .expect("the header is the first to be written");
    write_symbols(&mut writer, stub, &parts);
    write_versions(&mut writer, stub, &parts);
    writer.write_align_dynamic();
    writer
        .write_dynamic_string(elf::DT_SONAME, parts.soname)
        .expect("its place is reserved");
    writer
        .write_dynamic(elf::DT_NULL, 0)
        .expect("its place is reserved");
    writer.write_shstrtab();
    write_sections(&mut writer, &parts);
    bytes
}

/// Gives everything its place, in the order in which it is written.
fn reserve<'a>(writer: &mut Writer<'a>, stub: &'a Stub) -> Parts<'a> {
    writer.reserve_file_header();
    let text = (
        writer.add_section_name(b".text"),
        writer.reserve_section_index(),
    );
    let data = (
        writer.add_section_name(b".bss"),
        writer.reserve_section_index(),
    );
    writer.reserve_dynsym_section_index();
    writer.reserve_dynstr_section_index();
    writer.reserve_gnu_versym_section_index();
    writer.reserve_gnu_verdef_section_index();
    writer.reserve_dynamic_section_index();
    writer.reserve_shstrtab_section_index();

    let soname = writer.add_dynamic_string(stub.soname.as_bytes());
    let mut versions: BTreeMap<&Version, (StringId, u16)> = BTreeMap::new();
    for definition in stub.symbols.values() {
        let version = &definition.version;
        let name = writer.add_dynamic_string(version.name.as_bytes());
        versions.entry(version).or_insert((name, 0));
    }
    // 0 and 1 are the unversioned ones and the library's own name.
    for (index, (_, number)) in versions.values_mut().enumerate() {
        *number = u16::try_from(index + 2).expect("few versions");
    }
    writer.reserve_null_dynamic_symbol_index();
    let mut names = Vec::new();
    for name in stub.symbols.keys() {
        writer.reserve_dynamic_symbol_index();
        names.push(writer.add_dynamic_string(name.as_bytes()));
    }
    writer.reserve_dynsym();
    writer.reserve_dynstr().expect("names fit");
    writer.reserve_gnu_versym();
    let count = versions.len() + 1;
    writer.reserve_gnu_verdef(u16::try_from(count).expect("few versions"), count);
    writer.reserve_dynamic(2);
    writer.reserve_shstrtab().expect("names fit");
    writer.reserve_section_headers();
    Parts {
        soname,
        versions,
        names,
        text,
        data,
    }
}

fn write_symbols(writer: &mut Writer, stub: &Stub, parts: &Parts) {
    writer.write_null_dynamic_symbol();
    for (definition, name) in stub.symbols.values().zip(&parts.names) {
        let mut info = definition.info;
        if info.st_type() == elf::STT_GNU_IFUNC {
            info = elf::SymbolInfo::new(info.st_bind(), elf::STT_FUNC);
        }
        let is_data = info.st_type() == elf::STT_OBJECT;
        let (_, section) = if is_data { parts.data } else { parts.text };
        let st_name = writer.dynamic_string_offset(Some(*name));
        writer.write_dynamic_symbol(&Sym {
            section: Some(section.0),
            st_name,
            st_info: info,
            st_other: definition.other,
            st_shndx: elf::SymbolSection(0),
            st_value: definition.value,
            st_size: definition.size,
        });
    }
    writer.write_dynstr();
}

fn write_versions(writer: &mut Writer, stub: &Stub, parts: &Parts) {
    writer.write_null_gnu_versym();
    for definition in stub.symbols.values() {
        let (_, index) = parts.versions[&definition.version];
        writer.write_gnu_versym(elf::VersionIndex(index).into());
    }
    writer.write_align_gnu_verdef();
    let mut define = |flags, index, name: StringId, text: &str| {
        let name = writer.dynamic_string_offset(Some(name));
        writer.write_gnu_verdef(&Verdef {
            version: 1,
            flags,
            index: elf::VersionIndex(index),
            aux_count: 1,
            name,
            hash: elf::hash(text.as_bytes()),
        });
    };
    define(elf::VER_FLG_BASE, 1, parts.soname, stub.soname);
    for (version, (name, index)) in &parts.versions {
        define(elf::VersionFlags(0), *index, *name, &version.name);
    }
}

fn write_sections(writer: &mut Writer, parts: &Parts) {
    writer.write_null_section_header();
    let flags_of = [
        (parts.text.0, elf::SHF_ALLOC | elf::SHF_EXECINSTR),
        (parts.data.0, elf::SHF_ALLOC | elf::SHF_WRITE),
    ];
    for (name, sh_flags) in flags_of {
        let sh_name = writer.section_name_offset(Some(name));
        writer.write_section_header(&SectionHeader {
            sh_name,
            sh_type: elf::SHT_NOBITS,
            sh_flags,
            sh_addr: 0,
            sh_offset: 0,
            sh_size: 0,
            sh_link: 0,
            sh_info: 0,
            sh_addralign: 32,
            sh_entsize: 0,
        });
    }
    // All symbols but the first are global.
    writer.write_dynsym_section_header(0, 1);
    writer.write_dynstr_section_header(0);
    writer.write_gnu_versym_section_header(0);
    writer.write_gnu_verdef_section_header(0);
    writer.write_dynamic_section_header(0);
    writer.write_shstrtab_section_header();
}
