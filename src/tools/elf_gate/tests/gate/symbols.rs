//! Rules `needed` and `symbols`.

use crate::names::{import, renamed, unknown};
use crate::{said_by, GOOD};

#[test]
fn needed_library_that_nobody_provides() {
    let soname = &GOOD.library.image.needed[0];
    let bogus = unknown(soname);
    let case = renamed(soname, &bogus);
    assert_eq!(
        said_by("needed", &["versions", "symbols"], &case),
        [format!(
            "needs {bogus}, which is neither in the target's base nor bundled, so PostgreSQL \
             could not load the extension; link it statically or bundle it"
        )]
    );
}

#[test]
fn bundled_library_is_found() {
    let mut case = GOOD.clone();
    let soname = case.library.image.needed[0].clone();
    let is_it = |soname: &Option<String>| soname.as_ref() == Some(&case.library.image.needed[0]);
    let index = case
        .providers
        .iter()
        .position(|file| is_it(&file.image.soname))
        .unwrap();
    let moved = case.providers.remove(index);
    let missing = said_by("needed", &["versions", "symbols"], &case);
    assert!(
        missing[0].starts_with(&format!("needs {soname}, ")),
        "{missing:?}"
    );
    case.bundled.push(moved);
    assert_eq!(said_by("needed", &[], &case), Vec::<String>::new());
}

#[test]
fn symbol_that_postgres_does_not_export() {
    let name = &import(|import| !import.weak && import.version.is_none()).name;
    let bogus = unknown(name);
    assert_eq!(
        said_by("symbols", &[], &renamed(name, &bogus)),
        [format!(
            "undefined symbol `{bogus}`: no provider exports it. Is the extension built for this \
             PostgreSQL's headers, and every library it links named as provider or bundled?"
        )]
    );
}

#[test]
fn versioned_symbol_that_its_library_does_not_export() {
    let import = import(|import| !import.weak && import.version.is_some());
    let (soname, version) = import.version.as_ref().unwrap();
    let bogus = unknown(&import.name);
    assert_eq!(
        said_by("symbols", &[], &renamed(&import.name, &bogus)),
        [format!(
            "undefined symbol `{bogus}`: {soname} does not export it as {version}"
        )]
    );
}

/// The symbol is there, but in another version than the library was bound to.
#[test]
fn symbol_in_another_version() {
    let import = import(|import| !import.weak && import.version.is_some());
    let (soname, version) = import.version.as_ref().unwrap();
    let mut case = GOOD.clone();
    let is_it = |soname_of: &Option<String>| soname_of.as_ref() == Some(soname);
    let provider = case
        .providers
        .iter_mut()
        .find(|file| is_it(&file.image.soname))
        .unwrap();
    provider
        .image
        .exports
        .insert(import.name.clone(), [Some("GLIBC_1.0".to_owned())].into());
    let name = &import.name;
    assert_eq!(
        said_by("symbols", &[], &case),
        [format!(
            "undefined symbol `{name}`: {soname} does not export it as {version}"
        )]
    );
}

#[test]
fn weak_symbol_may_stay_undefined() {
    let name = &import(|import| import.weak && import.version.is_none()).name;
    let case = renamed(name, &unknown(name));
    assert_eq!(said_by("symbols", &[], &case), Vec::<String>::new());
}
