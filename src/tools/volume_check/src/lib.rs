//! Will PostgreSQL find the library of an extension that is mounted as an image volume?
//!
//! Such a library is in no folder that the extension can name, only in one of
//! `dynamic_library_path`. From 18 on PostgreSQL searches there for a function of
//! `$libdir/x`, as it does for one of `x`; not for `$libdir/folder/x`, nor for
//! `LOAD '$libdir/x'`. `//tests/images:mounted_names_test` asks a server.

use control_file::{ControlFile, Folder, Module, ParseError};

/// What a script says where it means `module_pathname`.
const MODULE_PATHNAME: &str = "MODULE_PATHNAME";

/// Why a library would not be found.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum Lost {
    /// PostgreSQL could not read the control file.
    #[error(transparent)]
    Unreadable(#[from] ParseError),
    /// The control file names a folder.
    #[error(
        "module_pathname is `{module}`, but an image volume is in a folder that only \
         dynamic_library_path names. Write `module_pathname = '{name}'`"
    )]
    Module {
        /// What it says.
        module: String,
        /// The library alone.
        name: String,
    },
    /// A script names a folder below `$libdir`.
    #[error(
        "line {line}: '{path}' is below the server's own folder, and an image volume is not. \
         Write '{name}'"
    )]
    Below {
        /// The line.
        line: usize,
        /// What it says.
        path: String,
        /// The library alone.
        name: String,
    },
    /// A script loads a library from the server's own folder.
    #[error(
        "line {line}: LOAD takes '{path}' from the server's own folder alone, though functions of \
         it are searched for, and an image volume is not there \
         (postgres-extensions-containers#256). Write LOAD '{name}'"
    )]
    Load {
        /// The line.
        line: usize,
        /// What is loaded.
        path: String,
        /// The library alone.
        name: String,
    },
}

/// What a control file says of the library: `module_pathname`, if a server finds it.
///
/// # Errors
/// [`Lost::Unreadable`] or [`Lost::Module`].
pub fn check_control(text: &str) -> Result<Option<String>, Lost> {
    let control = ControlFile::parse(text)?;
    let Some(path) = control.get("module_pathname") else {
        return Ok(None);
    };
    let module = Module::new(path);
    match module.folder {
        Folder::Searched | Folder::Libdir => Ok(Some(path.to_owned())),
        Folder::Fixed(_) => Err(Lost::Module {
            module: path.to_owned(),
            name: module.name.to_owned(),
        }),
    }
}

/// Looks for libraries in the quoted texts of a script, with `module` for `MODULE_PATHNAME`.
///
/// # Errors
/// [`Lost::Below`] or [`Lost::Load`].
pub fn check_script(text: &str, module: Option<&str>) -> Result<(), Lost> {
    let lines = text.lines().enumerate();
    for (index, line) in lines.filter(|(_, line)| !line.trim_start().starts_with("--")) {
        // What is between quotes is at odd places; a quote in it makes two texts of one.
        let parts: Vec<&str> = line.split('\'').collect();
        for pair in parts.chunks_exact(2) {
            check_literal(index + 1, pair[0], pair[1], module)?;
        }
    }
    Ok(())
}

fn check_literal(line: usize, before: &str, text: &str, module: Option<&str>) -> Result<(), Lost> {
    let path = match module {
        Some(module) if text == MODULE_PATHNAME => module,
        _ => text,
    };
    let (library, name) = (Module::new(path), Module::new(path).name.to_owned());
    let path = path.to_owned();
    match library.folder {
        Folder::Libdir if is_load(before) => Err(Lost::Load { line, path, name }),
        Folder::Fixed(folder) if folder.starts_with("$libdir/") => {
            Err(Lost::Below { line, path, name })
        }
        _ => Ok(()),
    }
}

fn is_load(before: &str) -> bool {
    let word = before.split_whitespace().next_back().unwrap_or_default();
    word.eq_ignore_ascii_case("load") && before.ends_with(char::is_whitespace)
}

#[cfg(test)]
mod tests {
    use super::{check_control, check_script};

    #[test]
    fn what_a_server_searches_for_is_taken() {
        for line in ["", "module_pathname = 'x'", "module_pathname = '$libdir/x'"] {
            check_control(line).unwrap();
        }
        for script in [
            "CREATE FUNCTION f() RETURNS int LANGUAGE c AS '$libdir/x', 'f';",
            "CREATE FUNCTION f() RETURNS int LANGUAGE c AS 'MODULE_PATHNAME', 'f';",
            "LOAD 'x'; LOAD 'MODULE_PATHNAME';",
            " -- AS '$libdir/a/b'\nCOMMENT ON TYPE t IS 'of $libdir/a/b';",
            "COPY t FROM '/var/lib/x';",
        ] {
            check_script(script, Some("x")).unwrap();
            check_script(script, None).unwrap();
        }
        check_script("AS 'MODULE_PATHNAME'", Some("$libdir/x")).unwrap();
    }

    #[test]
    fn a_control_file_that_names_a_folder() {
        for module in ["$libdir/sub/x", "/usr/lib/postgresql/x.so"] {
            let line = format!("# none\nmodule_pathname = '{module}' # of the server");
            assert_eq!(
                check_control(&line).unwrap_err().to_string(),
                format!(
                    "module_pathname is `{module}`, but an image volume is in a folder that only \
                     dynamic_library_path names. Write `module_pathname = 'x'`"
                )
            );
        }
        let error = check_control("module_pathname = $libdir/x").unwrap_err();
        assert!(error.to_string().starts_with("line 1 is no `name = value`"));
    }

    #[test]
    fn a_script_that_names_a_folder() {
        assert_eq!(
            check_script("\nAS 'a', '$libdir/sub/x'", None)
                .unwrap_err()
                .to_string(),
            "line 2: '$libdir/sub/x' is below the server's own folder, and an image volume is \
             not. Write 'x'"
        );
        for (script, module) in [
            ("SELECT ''; load  '$libdir/x';", None),
            ("LOAD 'MODULE_PATHNAME'", Some("$libdir/x")),
        ] {
            assert_eq!(
                check_script(script, module).unwrap_err().to_string(),
                "line 1: LOAD takes '$libdir/x' from the server's own folder alone, though \
                 functions of it are searched for, and an image volume is not there \
                 (postgres-extensions-containers#256). Write LOAD 'x'"
            );
        }
    }
}
