//! Which of the objects that a library was linked of asks for a symbol.

use memchr::memmem;
use object::read::archive::ArchiveFile;
use object::{Object, ObjectSymbol};
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
    let bytes = std::fs::read(archive).ok()?;
    let mut found = Vec::new();
    for member in ArchiveFile::parse(&*bytes).ok()?.members() {
        let member = member.ok()?;
        if asks(symbol, member.data(&*bytes).ok()?) {
            let member = String::from_utf8_lossy(member.name());
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

#[cfg(test)]
mod tests {
    use super::askers;

    #[test]
    fn an_archive_whose_name_lies_outside_its_table_has_no_members() {
        let folder = std::env::var("TEST_TMPDIR").unwrap();
        let archive = std::path::Path::new(&folder).join("a.rlib");
        // Without the table that the name is said to be in.
        let header = format!(
            "{:16}{:32}{:<10}`\n",
            "/7", "0           0     0     100644", 10
        );
        let bytes = [b"!<arch>\n", header.as_bytes(), b"BC\xc0\xdemalloc"].concat();
        std::fs::write(&archive, bytes).unwrap();
        assert!(askers("malloc", &[archive]).is_empty());
    }
}
