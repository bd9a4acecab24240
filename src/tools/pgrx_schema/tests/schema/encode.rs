//! Writes schema records and the ELF files around them.
//!
//! The byte layout is that of `pgrx_sql_entity_graph::section`, whose own writer
//! works only in constants.

use object::write::Object;
use object::{Architecture, BinaryFormat, Endianness, SectionKind};
use pgrx_sql_entity_graph::section::{
    ELF_SECTION_NAME, ENTITY_CUSTOM_SQL, ENTITY_SCHEMA, ENTITY_TRIGGER, POSITIONING_REF_NAME,
};

/// A `#[pg_schema] mod name` of the crate `probe`, at `file:7`.
pub fn schema(name: &str, file: &str) -> Vec<u8> {
    let mut payload = vec![ENTITY_SCHEMA];
    payload.extend([text(&format!("probe::{name}")), text(name), text(file)].concat());
    payload.extend(7u32.to_le_bytes());
    record(&payload)
}

/// An `extension_sql!(sql, name = name, requires = requires)`, at `src/lib.rs:9`.
pub fn custom_sql(name: &str, sql: &str, requires: &[&str]) -> Vec<u8> {
    let mut payload = vec![ENTITY_CUSTOM_SQL];
    payload.extend([text(sql), text("probe"), text(name), text("src/lib.rs")].concat());
    payload.extend(9u32.to_le_bytes());
    payload.extend(text(name));
    payload.extend([0, 0]); // neither bootstrap nor finalize
    payload.extend((requires.len() as u32).to_le_bytes());
    for other in requires {
        payload.push(POSITIONING_REF_NAME);
        payload.extend(text(other));
    }
    payload.extend(0u32.to_le_bytes()); // creates nothing that others refer to
    record(&payload)
}

/// A `#[pg_trigger] fn name`, at `src/lib.rs:8`.
pub fn trigger(name: &str) -> Vec<u8> {
    // Its SQL is written, and not by hand.
    trigger_record(name, &[1, 0])
}

/// The same with `#[pgrx(sql = sql)]`, where pgrx fills in the library.
pub fn trigger_with_sql(name: &str, sql: &str) -> Vec<u8> {
    trigger_record(name, &[vec![1, 1], text(sql)].concat())
}

fn trigger_record(name: &str, sql: &[u8]) -> Vec<u8> {
    let mut payload = vec![ENTITY_TRIGGER];
    payload.extend([text(name), text("src/lib.rs")].concat());
    payload.extend(8u32.to_le_bytes());
    payload.extend([text("probe"), text(&format!("probe::{name}"))].concat());
    payload.extend(sql);
    record(&payload)
}

/// A record of any content.
pub fn record(payload: &[u8]) -> Vec<u8> {
    [&(payload.len() as u32).to_le_bytes(), payload].concat()
}

/// An ELF file whose schema section holds `records`, each aligned to `alignment`.
pub fn elf(cpu: Architecture, endian: Endianness, alignment: u64, records: &[Vec<u8>]) -> Vec<u8> {
    elf_with_section(ELF_SECTION_NAME, cpu, endian, alignment, records)
}

/// The same with the section under another name.
pub fn elf_with_section(
    name: &str,
    cpu: Architecture,
    endian: Endianness,
    alignment: u64,
    records: &[Vec<u8>],
) -> Vec<u8> {
    let mut object = Object::new(BinaryFormat::Elf, cpu, endian);
    let section = object.add_section(vec![], name.into(), SectionKind::ReadOnlyData);
    for record in records {
        object.append_section_data(section, record, alignment);
    }
    object.write().expect("the object writer takes any section")
}

/// An x86_64 library with the given records.
pub fn library(records: &[Vec<u8>]) -> Vec<u8> {
    elf(Architecture::X86_64, Endianness::Little, 1, records)
}

fn text(text: &str) -> Vec<u8> {
    record(text.as_bytes())
}
