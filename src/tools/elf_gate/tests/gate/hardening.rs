//! Rules `relro`, `stack`, `textrel` and `search-path`.

use crate::patch::Patch;
use crate::{said_by, with_library, GOOD};
use object::elf;

fn patch() -> Patch {
    Patch::new(&GOOD.bytes)
}

#[test]
fn tables_stay_writable() {
    let case = with_library(patch().drop_segment(elf::PT_GNU_RELRO).finish());
    assert_eq!(
        said_by("relro", &[], &case),
        ["no PT_GNU_RELRO: its tables stay writable; link with `-Wl,-z,relro`"]
    );
    assert_eq!(elf_gate::report(&case).relro, "none");
}

#[test]
fn executable_stack() {
    let flags = elf::PF_R.0 | elf::PF_W.0 | elf::PF_X.0;
    let case = with_library(patch().segment_flags(elf::PT_GNU_STACK, flags).finish());
    assert_eq!(
        said_by("stack", &[], &case),
        [
            "PT_GNU_STACK asks for an executable stack, and so for one in all of PostgreSQL; some \
          assembler source lacks a `.note.GNU-stack` section"
        ]
    );
}

#[test]
fn unmarked_stack() {
    let case = with_library(patch().drop_segment(elf::PT_GNU_STACK).finish());
    assert_eq!(
        said_by("stack", &[], &case),
        [
            "no PT_GNU_STACK, which some kernels take for an executable stack; link with \
          `-Wl,-z,noexecstack`"
        ]
    );
}

/// Either tag announces them.
#[test]
fn text_relocations() {
    let flags = elf::DF_TEXTREL.0;
    for (tag, value) in [(elf::DT_TEXTREL, 0), (elf::DT_FLAGS, flags)] {
        let case = with_library(patch().dynamic(elf::DT_GNU_HASH, tag, value).finish());
        assert_eq!(
            said_by("textrel", &[], &case),
            ["has text relocations (DT_TEXTREL): some object was compiled without -fPIC"]
        );
    }
}

/// A search path of this text, put in place of the name of a weak symbol.
fn search_path_said(tag: elf::DynamicTag, make: impl Fn(&str) -> String) -> (String, Vec<String>) {
    let mut imports = GOOD.library.image.imports.iter();
    let name = &imports
        .find(|import| import.weak && import.version.is_none())
        .unwrap()
        .name;
    let path = make(name);
    let mut patch = patch();
    let offset = patch.rename(name, &path);
    let case = with_library(patch.dynamic(elf::DT_GNU_HASH, tag, offset).finish());
    (path, said_by("search-path", &[], &case))
}

#[test]
fn search_path_of_the_build_machine() {
    for tag in [elf::DT_RPATH, elf::DT_RUNPATH] {
        for first in ["/", "."] {
            let (path, said) = search_path_said(tag, |name| format!("{first}{}", &name[1..]));
            assert_eq!(
                said,
                [format!(
                    "RPATH or RUNPATH entry `{path}` names a folder of the build machine, or one \
                     relative to the server's working directory; only `$ORIGIN/...` moves with \
                     the library"
                )]
            );
        }
    }
}

#[test]
fn search_path_beside_the_library() {
    let (_, said) = search_path_said(elf::DT_RUNPATH, |name| {
        let rest = name.len() - "$ORIGIN/".len();
        format!("$ORIGIN/{}", "x".repeat(rest))
    });
    assert_eq!(said, Vec::<String>::new());
}
