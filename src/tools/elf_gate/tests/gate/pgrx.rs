//! Rules `schema` and `magic`.

use crate::patch::Patch;
use crate::{said_by, with_library, GOOD};

#[test]
fn schema_section_is_gone() {
    let patch = Patch::new(&GOOD.bytes).rename_section(".pgrxsc", ".pgrxxx");
    assert_eq!(
        said_by("schema", &[], &with_library(patch.finish())),
        [
            "no section `.pgrxsc`: the linker's --gc-sections dropped it (pgrx#2279; link with \
          `-Clink-arg=-Wl,--no-gc-sections`), or the crate is no pgrx >= 0.18 extension"
        ]
    );
}

#[test]
fn magic_function_is_gone() {
    let mut patch = Patch::new(&GOOD.bytes);
    patch.rename("Pg_magic_func", "Xg_magic_func");
    assert_eq!(
        said_by("magic", &[], &with_library(patch.finish())),
        [
            "does not export `Pg_magic_func`, so PostgreSQL would refuse it (\"missing magic \
          block\"); call `pgrx::pg_module_magic!()` in the crate's lib.rs and build a cdylib"
        ]
    );
}
