//! Which symbols there were in an older release, in which version and which library.

use crate::homes::home;
use crate::library::{Definition, Library, Target};
use elf_gate::glibc::GlibcVersion;
use std::collections::BTreeMap;

/// A library as it was.
#[derive(Debug)]
pub struct Stub<'a> {
    /// What programs need it by.
    pub soname: &'a str,
    /// As that of the library that it is made from.
    pub target: Target,
    /// Name and definition, sorted by name.
    pub symbols: BTreeMap<&'a str, &'a Definition>,
}

/// A symbol that came later.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Newer<'a> {
    /// The symbol.
    pub symbol: &'a str,
    /// The library that has it today.
    pub soname: &'a str,
    /// The first version of it that a program can be linked with.
    pub version: &'a str,
}

/// All libraries as they were in glibc `floor`, and what they lacked.
#[must_use]
pub fn choose<'a>(
    libraries: &'a [Library],
    floor: &GlibcVersion,
) -> (Vec<Stub<'a>>, Vec<Newer<'a>>) {
    let mut stubs: BTreeMap<&str, Stub> = BTreeMap::new();
    let mut newer = Vec::new();
    for library in libraries {
        for (name, definitions) in &library.symbols {
            let Some(default) = definitions.iter().find(|definition| definition.default) else {
                // For programs of long ago; nothing can be linked with it.
                continue;
            };
            let soname = if library.soname == "libc.so.6" {
                home(name, floor, &default.version.number)
            } else {
                None
            }
            .unwrap_or(&library.soname);
            let Some(definition) = pick(definitions, default, floor) else {
                newer.push(Newer {
                    symbol: name,
                    soname: &library.soname,
                    version: &first(definitions).version.name,
                });
                continue;
            };
            let stub = stubs.entry(soname).or_insert_with(|| Stub {
                soname,
                target: library.target,
                symbols: BTreeMap::new(),
            });
            stub.symbols.insert(name, definition);
        }
    }
    newer.sort();
    (stubs.into_values().collect(), newer)
}

/// Today's default where it is old enough, since an older version beside it may be that of
/// another library; else the newest of the older ones.
fn pick<'a>(
    definitions: &'a [Definition],
    default: &'a Definition,
    floor: &GlibcVersion,
) -> Option<&'a Definition> {
    let fits = |definition: &&Definition| {
        // libgcc's numbers are GCC's, and all that is linked of it is older than any floor.
        definition.version.name.starts_with("GCC_") || definition.version.number <= *floor
    };
    let older = || definitions.iter().filter(fits).max_by_key(|it| &it.version);
    Some(default).filter(fits).or_else(older)
}

fn first(definitions: &[Definition]) -> &Definition {
    let first = definitions.iter().min_by_key(|it| &it.version);
    first.expect("each symbol has a definition")
}
