//! Which of the objects that a library was linked of asks for a symbol.

use memchr::memmem;
use object::{Object, ObjectSymbol};
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

/// LLVM's bitcode, which is what Rust's archives have in them where the linker optimises.
const BITCODE: &[u8] = b"BC\xc0\xde";

/// The members that ask for `symbol`, as `<member> of <archive>`, in the order of the link.
/// An archive that cannot be read has none: this only adds to what a message says.
pub fn askers(symbol: &str, archives: &[PathBuf]) -> Vec<String> {
    archives
        .iter()
        .flat_map(|archive| members(symbol, archive).unwrap_or_default())
        .collect()
}

fn members(symbol: &str, archive: &Path) -> Option<Vec<String>> {
    let file = archive.file_name()?.to_string_lossy().into_owned();
    let mut reader = ar::Archive::new(File::open(archive).ok()?);
    let mut found = Vec::new();
    while let Some(entry) = reader.next_entry() {
        let mut entry = entry.ok()?;
        let mut bytes = Vec::new();
        entry.read_to_end(&mut bytes).ok()?;
        if asks(symbol, &bytes) {
            let member = String::from_utf8_lossy(entry.header().identifier());
            found.push(format!("{member} of {file}"));
        }
    }
    Some(found)
}

fn asks(symbol: &str, object: &[u8]) -> bool {
    if object.starts_with(BITCODE) {
        // Its names stand in one table without anything between them.
        return memmem::find(object, symbol.as_bytes()).is_some();
    }
    object::File::parse(object).is_ok_and(|file| {
        file.symbols()
            .any(|found| found.is_undefined() && found.name() == Ok(symbol))
    })
}
