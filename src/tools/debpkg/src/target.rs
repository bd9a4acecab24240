//! What a package's libraries must have been built for.

use crate::Error;
use elf_gate::image::Image;
use elf_gate::machine::{describe, endian_name, Machine};
use package_tree::Tree;
use std::path::Path;

/// The CPU of a package.
#[derive(Debug, Clone)]
pub struct Target {
    /// The machine.
    pub machine: Machine,
    /// Bits of an address: 32 or 64.
    pub bits: u8,
    /// Whether numbers are stored most significant byte first.
    pub big_endian: bool,
}

/// What the file magic of ELF is (ELF specification, `e_ident`).
const ELF: &[u8] = b"\x7fELF";

/// The ELF files of `tree` by install path.
///
/// # Errors
/// One is damaged, or for another target.
pub fn images<'a>(tree: &'a Tree, target: &Target) -> Result<Vec<(&'a str, Image)>, Error> {
    let mut images = Vec::new();
    for (path, bytes) in tree.files().filter(|(_, bytes)| bytes.starts_with(ELF)) {
        let image = Image::parse(Path::new(path), bytes)?;
        if !target.fits(&image) {
            return Err(Error::WrongTarget {
                path: path.to_owned(),
                found: describe(&image),
                wanted: target.describe(),
            });
        }
        images.push((path, image));
    }
    Ok(images)
}

impl Target {
    fn fits(&self, image: &Image) -> bool {
        image.machine == self.machine.number
            && image.class == self.bits
            && image.big_endian == self.big_endian
    }

    fn describe(&self) -> String {
        let endian = endian_name(self.big_endian);
        format!("{}, {} bits, {endian}-endian", self.machine.name, self.bits)
    }
}
