//! Which libraries the files need: `so:<soname>`, as abuild and melange write it.

use crate::Error;
use elf_gate::image::Image;
use elf_gate::machine::{describe, Machine};
use package_tree::Tree;
use std::collections::BTreeSet;
use std::path::Path;

/// What each ELF file begins with (ELF specification, `e_ident`).
const ELF: &[u8] = b"\x7fELF";

/// `so:` names of the libraries that `tree` needs and does not hold.
///
/// # Errors
/// An ELF file is damaged, or for another machine.
pub fn needed(tree: &Tree, machine: &Machine) -> Result<Vec<String>, Error> {
    let (mut needed, mut held) = (BTreeSet::new(), BTreeSet::new());
    for (path, bytes) in tree.files().filter(|(_, bytes)| bytes.starts_with(ELF)) {
        let image = Image::parse(Path::new(path), bytes)?;
        if image.machine != machine.number {
            return Err(Error::WrongTarget {
                path: path.to_owned(),
                found: describe(&image),
                wanted: machine.name,
            });
        }
        held.extend(image.soname);
        needed.extend(image.needed);
    }
    let outside = needed.difference(&held);
    Ok(outside.map(|soname| format!("so:{soname}")).collect())
}
