//! Somebody on the target defines every symbol the library imports.

use crate::case::Case;
use crate::image::Import;

/// Looks up each import; weak ones may stay undefined.
pub fn check(case: &Case) -> Vec<String> {
    let imports = case.library.image.imports.iter();
    imports
        .filter(|import| !import.weak)
        .filter_map(|import| undefined(case, import))
        .collect()
}

fn undefined(case: &Case, import: &Import) -> Option<String> {
    let name = &import.name;
    match &import.version {
        None if case.available().any(|file| file.image.exports(name, None)) => None,
        None => Some(format!(
            "undefined symbol `{name}`: no provider exports it. Is the extension built for this \
             PostgreSQL's headers, and every library it links named as provider or bundled?"
        )),
        Some((soname, version)) => {
            let defined = case
                .by_soname(soname)
                .is_some_and(|file| file.image.exports(name, Some(version)));
            (!defined).then(|| {
                format!("undefined symbol `{name}`: {soname} does not export it as {version}")
            })
        }
    }
}
