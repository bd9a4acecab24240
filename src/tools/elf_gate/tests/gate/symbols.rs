//! Rules `needed` and `symbols`.

use crate::names::{import, renamed, unknown};
use crate::{said_by, GOOD};
use elf_gate::newer::Newer;
use std::path::{Path, PathBuf};

#[test]
fn needed_library_that_nobody_provides() {
    let soname = &GOOD.library.image.needed[0];
    let bogus = unknown(soname);
    let case = renamed(soname, &bogus);
    assert_eq!(
        said_by("needed", &["versions", "symbols"], &case),
        [format!(
            "needs {bogus}, which is neither in the target's base nor bundled, so PostgreSQL \
             could not load the extension; link it statically, or take it from a \
             `pgrx.libraries` with `linkage = \"shared\"`: docs/libraries.md of rules_pgrx"
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

/// What glibc has had since later is named with its release, and with who asks for it.
#[test]
fn symbol_of_a_newer_glibc() {
    let name = &import(|import| !import.weak && import.version.is_none()).name;
    let bogus = unknown(name);
    let mut case = renamed(name, &bogus);
    let folder = std::env::var("TEST_TMPDIR").unwrap();
    let list = Path::new(&folder).join("newer");
    std::fs::write(
        &list,
        format!("other libm.so.6 GLIBC_2.31\n{bogus} libc.so.6 GLIBC_2.36\n"),
    )
    .unwrap();
    case.newer = Newer::read(&list).unwrap();
    let floor = case.target.glibc_max.clone();
    let start = format!(
        "undefined symbol `{bogus}`: libc.so.6 has it as GLIBC_2.36, and the extension is to load with \
         glibc {floor}."
    );
    let end = " Do without it, or ask for `glibc = \"2.36\"`";
    assert_eq!(said_by("symbols", &[], &case), [format!("{start}{end}")]);
    case.linked = vec![archive_of(&folder, &bogus), "missing.rlib".into()];
    assert_eq!(
        said_by("symbols", &[], &case),
        [format!(
            "{start} It is asked for by asks.o of libasks.a.{end}"
        )]
    );
    case.linked.remove(0);
    assert_eq!(
        said_by("symbols", &[], &case),
        [format!(
            "{start} The extension's own crate asks for it.{end}"
        )]
    );
}

/// An archive with bitcode that asks for `symbol`, and some that asks for another.
fn archive_of(folder: &str, symbol: &str) -> PathBuf {
    let path = Path::new(folder).join("libasks.a");
    let names = ["asks.o", "other.o"].map(|name| name.as_bytes().to_vec());
    let file = std::fs::File::create(&path).unwrap();
    let mut builder = ar::GnuBuilder::new(file, names.to_vec());
    for (name, wanted) in names.into_iter().zip([symbol, "another"]) {
        let bytes = [b"BC\xc0\xde", wanted.as_bytes(), b"more"].concat();
        builder
            .append(&ar::Header::new(name, bytes.len() as u64), &*bytes)
            .unwrap();
    }
    path
}

#[test]
fn list_that_is_none() {
    let list = Path::new(&std::env::var("TEST_TMPDIR").unwrap()).join("broken");
    std::fs::write(&list, "arc4random GLIBC_2.36\n").unwrap();
    let said = Newer::read(&list).unwrap_err().to_string();
    let end = ": \"arc4random GLIBC_2.36\" is not `<symbol> <soname> <version>`; \
               src/tools/glibc_stubs writes such lines";
    assert!(said.ends_with(end), "{said}");
}
