//! What a server's program says of the build that it is of.

use crate::setting::int_setting;
use crate::Error;
use object::read::File;
use object::{Object, ObjectSection};
use std::ops::RangeInclusive;
use std::path::{Path, PathBuf};

/// The facts in the program `postgres`.
#[derive(Debug)]
pub struct Server {
    /// The program.
    pub file: PathBuf,
    /// What `version()` answers.
    pub version: String,
    /// What the view `pg_config` says of CONFIGURE, as far as it can be told: see `configure`.
    pub configure: String,
    /// The name of a tablespace's folder: major and catalog version.
    pub catalog: String,
    /// The setting `max_identifier_length`, bytes.
    pub identifier_length: u64,
    /// The setting `block_size`, bytes.
    pub block_size: u64,
    /// The setting `wal_block_size`, bytes.
    pub wal_block_size: u64,
    /// 32 or 64.
    pub bits: u64,
    /// The byte order of its ELF header.
    pub big_endian: bool,
}

impl Server {
    /// Reads the program `file`, of any architecture; `expected` are the headers' CONFIGURE_ARGS.
    pub fn read(file: &Path, expected: &str) -> Result<Self, Error> {
        let data = std::fs::read(file).map_err(|e| Error::File(file.to_owned(), e))?;
        let elf = File::parse(&*data).map_err(|e| Error::NotElf(file.to_owned(), e))?;
        let unknown = |what| Error::Unknown(file.to_owned(), what);
        let strings = strings(&elf);
        let find = |what, wanted: fn(&str) -> bool| {
            strings
                .iter()
                .find(|text| wanted(text))
                .map(|text| (*text).to_owned())
                .ok_or_else(|| unknown(what))
        };
        let setting = |name, range| int_setting(&elf, name, range).ok_or_else(|| unknown(name));
        Ok(Server {
            file: file.to_owned(),
            version: find("version", is_version)?,
            configure: configure(&strings, expected).to_owned(),
            catalog: find("catalog version", is_catalog)?,
            identifier_length: setting("max_identifier_length", LENGTHS)?,
            block_size: setting("block_size", BLOCKS)?,
            wal_block_size: setting("wal_block_size", BLOCKS)?,
            bits: if elf.is_64() { 64 } else { 32 },
            big_endian: !elf.is_little_endian(),
        })
    }
}

/// What blocks and names are as long as.
const BLOCKS: RangeInclusive<u64> = 512..=65536;
const LENGTHS: RangeInclusive<u64> = 7..=8191;

/// The headers' own flags where they are in the program; else what looks like such flags, or
/// nothing: flags are words of any kind, and none where meson configured it.
fn configure<'a>(strings: &[&'a str], expected: &str) -> &'a str {
    let find = |wanted: &dyn Fn(&str) -> bool| strings.iter().copied().find(|text| wanted(text));
    find(&|text| text == expected)
        .or_else(|| find(&|text| text.starts_with(" '--") && text.ends_with('\'')))
        .unwrap_or_default()
}

/// `PostgreSQL 17.12 (...) on x86_64-pc-linux-gnu, compiled by ..., 64-bit`
fn is_version(text: &str) -> bool {
    text.starts_with("PostgreSQL ") && text.contains(" on ") && text.ends_with("-bit")
}

/// `PG_17_202406281` (TABLESPACE_VERSION_DIRECTORY in common/relpath.h)
fn is_catalog(text: &str) -> bool {
    let parts: Vec<_> = text.split('_').collect();
    parts.len() == 3
        && parts[0] == "PG"
        && parts[1..].iter().all(|part| part.parse::<u64>().is_ok())
}

/// The printable NUL-terminated strings of the read-only data.
fn strings<'data>(elf: &File<'data>) -> Vec<&'data str> {
    let sections = elf
        .sections()
        .filter(|section| section.name().is_ok_and(|name| name.starts_with(".rodata")));
    let data = sections.filter_map(|section| section.data().ok());
    data.flat_map(|data| data.split(|byte| *byte == 0))
        .filter_map(|text| std::str::from_utf8(text).ok())
        .filter(|text| text.len() > 6)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_headers_flags_are_found_whatever_they_are() {
        let strings = ["other", " '--prefix=/a' 'CC=x'", " 'CC=y'"];
        assert_eq!(configure(&strings, " 'CC=y'"), " 'CC=y'");
        // Of another build:
        assert_eq!(
            configure(&strings, " '--prefix=/b'"),
            " '--prefix=/a' 'CC=x'"
        );
        assert_eq!(configure(&strings, ""), " '--prefix=/a' 'CC=x'");
        // Neither was configured by configure:
        assert_eq!(configure(&["other"], ""), "");
    }
}
