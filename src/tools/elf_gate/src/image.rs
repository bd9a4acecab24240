//! What the gate needs to know of one ELF file, read once.
//!
//! The rules work on this plain structure and never see ELF's own tables, so
//! they are the same for every class and byte order.

use crate::glibc::GlibcVersion;
use crate::Error;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// An ELF file's dynamic interface and protections.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Image {
    /// `e_type`, e.g. 3 for ET_DYN.
    pub file_type: u16,
    /// `e_machine`.
    pub machine: u16,
    /// Bits of an address: 32 or 64.
    pub class: u8,
    /// Whether numbers are stored most significant byte first.
    pub big_endian: bool,
    /// `e_flags`: parts of the ABI that only some machines have.
    pub flags: u32,
    /// PT_INTERP: the loader that the kernel starts in the program's place.
    pub interpreter: Option<String>,
    /// DT_SONAME.
    pub soname: Option<String>,
    /// DT_NEEDED, in the loader's order.
    pub needed: Vec<String>,
    /// The entries of DT_RPATH and DT_RUNPATH, split at colons.
    pub search_paths: Vec<String>,
    /// All symbols are resolved at load time.
    pub bind_now: bool,
    /// The loader must write into code.
    pub text_relocations: bool,
    /// A program that may be loaded anywhere, rather than a library.
    pub executable: bool,
    /// PT_GNU_RELRO is there.
    pub relro: bool,
    /// PT_GNU_STACK's PF_X; `None` without that header.
    pub executable_stack: Option<bool>,
    /// Symbols that others must define.
    pub imports: Vec<Import>,
    /// Symbols defined for others, each with its versions; `None` is unversioned.
    pub exports: BTreeMap<String, BTreeSet<Option<String>>>,
    /// Needed versions by the library (its soname) that must define them.
    pub version_needs: BTreeMap<String, BTreeSet<String>>,
    /// Versions this file defines.
    pub version_definitions: BTreeSet<String>,
    /// The section table, in the file's order.
    pub sections: Vec<Section>,
}

/// A symbol that another file must define.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Import {
    /// The symbol's name.
    pub name: String,
    /// The loader leaves it null where nobody defines it.
    pub weak: bool,
    /// The soname and the version it is bound to.
    pub version: Option<(String, String)>,
}

/// A row of the section table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// The section's name.
    pub name: String,
    /// Bytes in memory, or in the file where it is not loaded.
    pub size: u64,
    /// Its content is compressed in the file.
    pub compressed: bool,
}

impl Image {
    /// Reads an ELF file of either class; `file` names it in errors.
    ///
    /// # Errors
    /// [`Error::NotElf`] or [`Error::DamagedElf`].
    pub fn parse(file: &Path, bytes: &[u8]) -> Result<Self, Error> {
        crate::parse::image(bytes)
            .map_err(|source| Error::DamagedElf {
                file: file.into(),
                source,
            })?
            .ok_or_else(|| Error::NotElf { file: file.into() })
    }

    /// Whether `symbol` is defined here; with `version`, in exactly that one.
    #[must_use]
    pub fn exports(&self, symbol: &str, version: Option<&str>) -> bool {
        self.exports.get(symbol).is_some_and(|versions| {
            version.is_none() || versions.contains(&version.map(str::to_owned))
        })
    }

    /// The newest version of the GNU C library that any needed version names.
    #[must_use]
    pub fn newest_glibc(&self) -> Option<GlibcVersion> {
        let versions = self.version_needs.values().flatten();
        let numbers = versions.filter_map(|version| GlibcVersion::from_symbol_version(version));
        numbers.max()
    }

    /// The imports bound to one version of one library, in order of name.
    #[must_use]
    pub fn users_of(&self, soname: &str, version: &str) -> Vec<&str> {
        let bound = |import: &&Import| {
            import
                .version
                .as_ref()
                .is_some_and(|(file, name)| file == soname && name == version)
        };
        self.imports
            .iter()
            .filter(bound)
            .map(|import| import.name.as_str())
            .collect()
    }
}
