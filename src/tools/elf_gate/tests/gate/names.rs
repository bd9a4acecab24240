//! Names in the dynamic string table: which can be changed, and changing them.

use crate::patch::Patch;
use crate::{with_library, GOOD};
use elf_gate::case::Case;
use elf_gate::image::Import;

/// The good library with `old` renamed in its dynamic string table.
pub fn renamed(old: &str, new: &str) -> Case {
    let mut patch = Patch::new(&GOOD.bytes);
    patch.rename(old, new);
    with_library(patch.finish())
}

/// The first import that fits and whose name can be changed on its own.
pub fn import(fits: impl Fn(&Import) -> bool) -> &'static Import {
    let mut imports = GOOD.library.image.imports.iter();
    let found = imports.find(|import| fits(import) && is_alone(&import.name));
    found.expect("every extension has such an import")
}

/// Whether no other name ends like this one: linkers store such a name only once.
fn is_alone(name: &str) -> bool {
    let image = &GOOD.library.image;
    let imports = image.imports.iter().map(|import| &import.name);
    imports
        .chain(image.exports.keys())
        .filter(|other| other.ends_with(name))
        .count()
        == 1
}

/// The same name with another beginning.
pub fn unknown(name: &str) -> String {
    format!("~{}", &name[1..])
}
