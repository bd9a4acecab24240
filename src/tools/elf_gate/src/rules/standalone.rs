//! The program starts without any file of the system it runs on.

use crate::case::Case;

/// How to link a program that passes.
const LINK: &str = "build it with pgrx_static_binary, or link with \
                    `-Ctarget-feature=+crt-static -Crelocation-model=static`";

/// How many symbols are named.
const SHOWN: usize = 5;

/// The kernel starts the program itself.
pub fn check_interpreter(case: &Case) -> Vec<String> {
    let interpreter = case.library.image.interpreter.iter();
    interpreter
        .map(|path| format!("PT_INTERP asks for the loader {path}: not static; {LINK}"))
        .collect()
}

/// There is no library to be found.
pub fn check_needed(case: &Case) -> Vec<String> {
    let needed = case.library.image.needed.iter();
    needed
        .map(|soname| {
            format!("DT_NEEDED names {soname}, which a static program never gets; {LINK}")
        })
        .collect()
}

/// There is no symbol that somebody else would have to define.
pub fn check_symbols(case: &Case) -> Vec<String> {
    let imports = case.library.image.imports.iter();
    let names: Vec<_> = imports
        .filter(|import| !import.weak)
        .map(|import| import.name.as_str())
        .collect();
    if names.is_empty() {
        return Vec::new();
    }
    let shown = names[..names.len().min(SHOWN)].join(", ");
    let more = match names.len().saturating_sub(SHOWN) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    vec![format!(
        "undefined symbols that nothing will ever define: {shown}{more}; {LINK}"
    )]
}
