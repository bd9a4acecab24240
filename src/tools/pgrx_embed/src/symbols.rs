//! The names of the functions that describe SQL objects.

use object::{Object, ObjectSymbol};
use std::collections::BTreeSet;
use std::path::Path;

/// What pgrx before 0.18 puts before the names of functions that describe SQL objects.
const PREFIX: &str = "__pgrx_internals_";

/// The functions that a program exports, sorted.
///
/// # Errors
/// The program is no ELF file, or exports none.
pub fn of(program: &Path) -> Result<BTreeSet<String>, String> {
    let shown = program.display();
    let bytes = std::fs::read(program).map_err(|error| format!("cannot read {shown}: {error}"))?;
    let file = object::File::parse(&*bytes).map_err(|error| format!("{shown}: {error}"))?;
    let names: BTreeSet<String> = file
        .dynamic_symbols()
        .filter(|symbol| symbol.is_definition())
        .filter_map(|symbol| symbol.name().ok())
        .filter(|name| name.starts_with(PREFIX))
        .map(str::to_owned)
        .collect();
    if names.is_empty() {
        return Err(format!(
            "{shown} exports no function {PREFIX}*, so there is no SQL to write. Either the \
             crate has no SQL object (no #[pg_extern], say), or its pgrx is not 0.16 or 0.17: \
             from 0.18 on the SQL is read from the library, without this program"
        ));
    }
    Ok(names)
}

#[cfg(test)]
mod tests {
    use super::of;
    use std::path::Path;

    #[test]
    fn a_program_that_describes_nothing_is_refused() {
        let program = std::env::current_exe().unwrap();
        let shown = program.display();
        assert_eq!(
            of(&program).unwrap_err(),
            format!(
                "{shown} exports no function __pgrx_internals_*, so there is no SQL to write. \
                 Either the crate has no SQL object (no #[pg_extern], say), or its pgrx is not \
                 0.16 or 0.17: from 0.18 on the SQL is read from the library, without this program"
            )
        );
    }

    #[test]
    fn what_is_no_program_is_named() {
        let error = of(Path::new("/dev/null")).unwrap_err();
        assert!(error.starts_with("/dev/null: "), "{error}");
    }
}
