//! The loader can protect the library's memory, and loads nothing by chance.

use crate::case::Case;

/// Tables the loader fills in become read-only afterwards.
pub fn check_relro(case: &Case) -> Vec<String> {
    let text = "no PT_GNU_RELRO: its tables stay writable; link with `-Wl,-z,relro`";
    report(!case.library.image.relro, text)
}

/// Data on the stack cannot be executed.
pub fn check_stack(case: &Case) -> Vec<String> {
    match case.library.image.executable_stack {
        Some(false) => Vec::new(),
        Some(true) => report(
            true,
            "PT_GNU_STACK asks for an executable stack, and so for one in all of PostgreSQL; \
             some assembler source lacks a `.note.GNU-stack` section",
        ),
        None => report(
            true,
            "no PT_GNU_STACK, which some kernels take for an executable stack; link with \
             `-Wl,-z,noexecstack`",
        ),
    }
}

/// Code stays read-only and is shared between processes.
pub fn check_text_relocations(case: &Case) -> Vec<String> {
    let text = "has text relocations (DT_TEXTREL): some object was compiled without -fPIC";
    report(case.library.image.text_relocations, text)
}

/// Libraries are looked for beside the extension or in the system's folders.
pub fn check_search_paths(case: &Case) -> Vec<String> {
    let own = |path: &str| path.starts_with("$ORIGIN") || path.starts_with("${ORIGIN}");
    let paths = case.library.image.search_paths.iter();
    paths
        .filter(|path| !own(path))
        .map(|path| {
            format!(
                "RPATH or RUNPATH entry `{path}` names a folder of the build machine, or one \
             relative to the server's working directory; only `$ORIGIN/...` moves with the \
             library"
            )
        })
        .collect()
}

fn report(broken: bool, text: &str) -> Vec<String> {
    if broken {
        vec![text.to_owned()]
    } else {
        Vec::new()
    }
}
