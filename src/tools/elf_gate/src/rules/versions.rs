//! The libraries on the target are new enough.

use crate::case::Case;
use crate::glibc::GlibcVersion;

/// How many symbols of one version are named.
const NAMED_SYMBOLS: usize = 10;

/// Compares every needed `GLIBC_x.y` with the GNU C library that the library is to load with.
pub fn check_glibc(case: &Case) -> Vec<String> {
    let max = &case.target.glibc_max;
    let too_new = needs(case).filter(|(_, version)| {
        GlibcVersion::from_symbol_version(version).is_some_and(|version| version > *max)
    });
    too_new
        .map(|(soname, version)| {
            let users = users(case, soname, version);
            format!(
                "needs {version} of {soname}{users}, but is to load with glibc {max}; link it \
                 with that release's stubs, as pgrx_extension does"
            )
        })
        .collect()
}

/// Looks up every needed version among those the library's provider defines.
pub fn check_defined(case: &Case) -> Vec<String> {
    needs(case)
        .filter_map(|(soname, version)| undefined(case, soname, version))
        .collect()
}

fn undefined(case: &Case, soname: &str, version: &str) -> Option<String> {
    let users = users(case, soname, version);
    match case.by_soname(soname) {
        None => Some(format!(
            "needs {version} of {soname}{users}, but no provider is {soname}"
        )),
        Some(file) if file.image.version_definitions.contains(version) => None,
        Some(file) => {
            let name = &file.name;
            Some(format!(
                "needs {version} of {soname}{users}, which {name} does not define"
            ))
        }
    }
}

/// Every needed (soname, version).
fn needs(case: &Case) -> impl Iterator<Item = (&str, &str)> {
    let needs = case.library.image.version_needs.iter();
    needs.flat_map(|(soname, versions)| {
        versions
            .iter()
            .map(move |version| (soname.as_str(), version.as_str()))
    })
}

/// The symbols behind a need, e.g. ` (for fstat64, stat64)`; empty where the
/// linker left the need behind without a symbol.
fn users(case: &Case, soname: &str, version: &str) -> String {
    let symbols = case.library.image.users_of(soname, version);
    if symbols.is_empty() {
        return String::new();
    }
    let named = symbols[..symbols.len().min(NAMED_SYMBOLS)].join(", ");
    match symbols.len().saturating_sub(NAMED_SYMBOLS) {
        0 => format!(" (for {named})"),
        more => format!(" (for {named} and {more} more)"),
    }
}
