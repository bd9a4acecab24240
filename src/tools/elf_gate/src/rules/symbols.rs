//! Somebody on the target defines every symbol the library imports.

use crate::case::Case;
use crate::image::Import;
use crate::linked::askers;
use crate::newer::Since;

/// How many objects that ask for a symbol are named.
const NAMED: usize = 3;

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
    let version = import.version.as_ref();
    // The loader goes by name and version, in whatever library it finds them: those of a
    // library that is part of another one today lie there.
    let wanted = version.map(|(_, version)| version.as_str());
    if case
        .available()
        .any(|file| file.image.exports(name, wanted))
    {
        return None;
    }
    Some(match (version, case.newer.since(name)) {
        (Some((soname, version)), _) => {
            format!("undefined symbol `{name}`: {soname} does not export it as {version}")
        }
        (None, Some(since)) => too_new(case, name, since),
        (None, None) => format!(
            "undefined symbol `{name}`: no provider exports it. Is the extension built for this \
             PostgreSQL's headers, and every library it links named as provider or bundled?{}",
            asked_for(case, name)
        ),
    })
}

fn too_new(case: &Case, name: &str, since: &Since) -> String {
    let floor = &case.target.glibc_max;
    let Since { soname, version } = since;
    let release = version.trim_start_matches("GLIBC_");
    format!(
        "undefined symbol `{name}`: {soname} has it as {version}, and the extension is to load \
         with glibc {floor}.{} Do without it, or ask for `glibc = \"{release}\"`",
        asked_for(case, name)
    )
}

/// Who asks for a symbol, as a sentence that follows another one.
fn asked_for(case: &Case, name: &str) -> String {
    if case.linked.is_empty() {
        return String::new();
    }
    let askers = askers(name, &case.linked);
    match askers.len() {
        // What is linked is all there but for the crate that the library is of.
        0 => " The extension's own crate asks for it.".to_owned(),
        count if count > NAMED => {
            let named = askers[..NAMED].join(", ");
            format!(" {named} and {} more ask for it.", count - NAMED)
        }
        _ => format!(" It is asked for by {}.", askers.join(", ")),
    }
}
