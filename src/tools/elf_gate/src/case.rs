//! One library, what it is meant for, and what it will find there.

use crate::glibc::GlibcVersion;
use crate::image::Image;
use crate::machine::Machine;
use crate::newer::Newer;
use crate::Error;
use std::path::{Path, PathBuf};

/// Everything a rule may look at.
#[derive(Debug, Clone)]
pub struct Case {
    /// The library being checked.
    pub library: File,
    /// Its content.
    pub bytes: Vec<u8>,
    /// What it was built for.
    pub target: Target,
    /// The files of the target's base: the PostgreSQL server and the libraries.
    pub providers: Vec<File>,
    /// Libraries shipped with the extension.
    pub bundled: Vec<File>,
    /// Texts, beyond the built-in ones, that must not be in the library.
    pub forbidden_paths: Vec<String>,
    /// What glibc has, and had not yet in the release that the library is to load with.
    pub newer: Newer,
    /// The archives that it was linked of, to tell which of them asks for a symbol.
    pub linked: Vec<PathBuf>,
}

/// An ELF file under the name that errors and reports use.
#[derive(Debug, Clone)]
pub struct File {
    /// The file's name without its folder, since folders differ between machines.
    pub name: String,
    /// What it holds.
    pub image: Image,
}

/// The platform the library must fit.
#[derive(Debug, Clone)]
pub struct Target {
    /// The processor.
    pub machine: Machine,
    /// Bits of an address: 32 or 64.
    pub class: u8,
    /// Whether numbers are stored most significant byte first.
    pub big_endian: bool,
    /// The oldest GNU C library that it is to load with.
    pub glibc_max: GlibcVersion,
}

impl File {
    /// Reads an ELF file and returns its bytes too.
    ///
    /// # Errors
    /// The file cannot be read or is no ELF file.
    pub fn read(path: &Path) -> Result<(Self, Vec<u8>), Error> {
        let bytes = files::read(path)?;
        let name = path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        let image = Image::parse(path, &bytes)?;
        Ok((Self { name, image }, bytes))
    }
}

impl Case {
    /// All files that may satisfy the library: the base, then what is bundled.
    pub fn available(&self) -> impl Iterator<Item = &File> {
        self.providers.iter().chain(&self.bundled)
    }

    /// The file that the loader takes for `soname`.
    #[must_use]
    pub fn by_soname(&self, soname: &str) -> Option<&File> {
        self.available()
            .find(|file| file.image.soname.as_deref() == Some(soname))
    }
}
