//! The loader finds every library that is asked for by name.

use crate::case::Case;

/// Looks up each DT_NEEDED among the providers' and bundled libraries' sonames.
pub fn check(case: &Case) -> Vec<String> {
    let missing = |soname: &&String| case.by_soname(soname).is_none();
    let needed = case.library.image.needed.iter();
    needed.filter(missing).map(|soname| text(soname)).collect()
}

fn text(soname: &str) -> String {
    format!(
        "needs {soname}, which is neither in the target's base nor bundled, so PostgreSQL could \
         not load the extension; link it statically, or take it from a `pgrx.libraries` with \
         `linkage = \"shared\"`: docs/libraries.md of rules_pgrx"
    )
}
