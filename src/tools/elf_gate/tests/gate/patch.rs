//! Changes single fields of an ELF file in place, whatever its class and byte
//! order, so that all else stays as the linker wrote it.

use crate::layout::Layout;
use memchr::memmem;
use object::elf;
use std::ops::Range;

/// An ELF file under change.
pub struct Patch {
    bytes: Vec<u8>,
    layout: Layout,
}

impl Patch {
    /// Starts from an intact file.
    pub fn new(bytes: &[u8]) -> Self {
        Self {
            bytes: bytes.to_vec(),
            layout: Layout::of(bytes),
        }
    }

    /// The changed file.
    pub fn finish(self) -> Vec<u8> {
        self.bytes
    }

    /// Replaces `e_type`.
    pub fn file_type(mut self, value: u16) -> Self {
        self.put(16, value.into(), 2);
        self
    }

    /// Replaces `e_machine`.
    pub fn machine(mut self, value: u16) -> Self {
        self.put(18, value.into(), 2);
        self
    }

    /// Replaces `e_flags`.
    pub fn flags(mut self, value: u32) -> Self {
        let offset = if self.layout.class_64 { 48 } else { 36 };
        self.put(offset, value.into(), 4);
        self
    }

    /// Turns the program header of this type into PT_NULL.
    pub fn drop_segment(mut self, kind: elf::ProgramType) -> Self {
        let header = self.segment(kind);
        self.put(header, 0, 4);
        self
    }

    /// Replaces `p_flags` of the program header of this type.
    pub fn segment_flags(mut self, kind: elf::ProgramType, value: u32) -> Self {
        let flags = self.segment(kind) + if self.layout.class_64 { 4 } else { 24 };
        self.put(flags, value.into(), 4);
        self
    }

    /// Replaces the dynamic entry of this tag by another one.
    pub fn dynamic(mut self, old: elf::DynamicTag, new: elf::DynamicTag, value: u64) -> Self {
        let mut entries = self.layout.dynamic.iter();
        let (_, entry) = entries
            .find(|(tag, _)| *tag == old.0)
            .expect("the tag is there");
        let (entry, word) = (*entry, if self.layout.class_64 { 8 } else { 4 });
        self.put(entry, new.0 as u64, word);
        self.put(entry + word, value, word);
        self
    }

    /// Replaces `sh_flags` of a section.
    pub fn section_flags(mut self, name: &str, value: u64) -> Self {
        let mut sections = self.layout.sections.iter();
        let (_, header) = sections
            .find(|(other, _)| other == name)
            .expect("the section is there");
        let (header, word) = (*header, if self.layout.class_64 { 8 } else { 4 });
        self.put(header + 8, value, word);
        self
    }

    /// Replaces a name of the dynamic string table (symbol, soname, version) by
    /// one of the same length, and gives its offset in that table.
    pub fn rename(&mut self, old: &str, new: &str) -> u64 {
        let range = self.layout.dynamic_names.clone();
        (self.replace(range.clone(), old, new) - range.start) as u64
    }

    /// Replaces a section's name by one of the same length.
    pub fn rename_section(mut self, old: &str, new: &str) -> Self {
        self.replace(self.layout.section_names.clone(), old, new);
        self
    }

    fn replace(&mut self, range: Range<usize>, old: &str, new: &str) -> usize {
        assert_eq!(old.len(), new.len(), "the table cannot grow");
        let (old, new) = (format!("{old}\0"), format!("{new}\0"));
        let mut found = memmem::find_iter(&self.bytes[range.clone()], &old);
        let at = range.start + found.next().expect("the name is in the table");
        assert_eq!(found.next(), None, "{old} is also the end of another name");
        drop(found);
        self.bytes[at..at + new.len()].copy_from_slice(new.as_bytes());
        at
    }

    fn segment(&self, kind: elf::ProgramType) -> usize {
        let mut segments = self.layout.segments.iter();
        segments
            .find(|(other, _)| *other == kind.0)
            .expect("the segment is there")
            .1
    }

    fn put(&mut self, offset: usize, value: u64, width: usize) {
        let field = &mut self.bytes[offset..offset + width];
        if self.layout.big_endian {
            field.copy_from_slice(&value.to_be_bytes()[8 - width..]);
        } else {
            field.copy_from_slice(&value.to_le_bytes()[..width]);
        }
    }
}
