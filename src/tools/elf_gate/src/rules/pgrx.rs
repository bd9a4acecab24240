//! The library is a pgrx extension that PostgreSQL can load and describe.

use crate::case::Case;

/// The section pgrx describes its SQL objects in, since 0.18.
const SCHEMA_SECTION: &str = ".pgrxsc";
/// The function PostgreSQL asks for the library's version before all else
/// (PG_MAGIC_FUNCTION_NAME_STRING in PostgreSQL's fmgr.h).
const MAGIC_FUNCTION: &str = "Pg_magic_func";

/// The description of the SQL objects survived the linker.
pub fn check_schema(case: &Case) -> Vec<String> {
    let mut sections = case.library.image.sections.iter();
    if sections.any(|section| section.name == SCHEMA_SECTION && section.size > 0) {
        return Vec::new();
    }
    vec![format!(
        "no section `{SCHEMA_SECTION}`: the linker's --gc-sections dropped it (pgrx#2279; link \
         with `-Clink-arg=-Wl,--no-gc-sections`), or the crate is no pgrx >= 0.18 extension"
    )]
}

/// PostgreSQL will accept the library.
pub fn check_magic(case: &Case) -> Vec<String> {
    if case.library.image.exports(MAGIC_FUNCTION, None) {
        return Vec::new();
    }
    vec![format!(
        "does not export `{MAGIC_FUNCTION}`, so PostgreSQL would refuse it (\"missing magic \
         block\"); call `pgrx::pg_module_magic!()` in the crate's lib.rs and build a cdylib"
    )]
}
