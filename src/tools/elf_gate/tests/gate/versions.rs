//! Rules `glibc` and `versions`.

use crate::names::{import, renamed};
use crate::{said_by, GOOD};

/// A version of the form GLIBC_2.NN and one of its users, as the library has them.
fn some_glibc_version() -> (&'static str, &'static str) {
    let versioned = import(|import| {
        let version = import.version.as_ref().map(|(_, version)| version.as_str());
        version.is_some_and(|version| version.starts_with("GLIBC_2.") && version.len() == 10)
    });
    let (soname, version) = versioned.version.as_ref().unwrap();
    (soname, version)
}

#[test]
fn glibc_that_is_too_new() {
    let (soname, version) = some_glibc_version();
    let users = GOOD.library.image.users_of(soname, version);
    let more = users.len().saturating_sub(10);
    let mut named = users[..users.len() - more].join(", ");
    if more > 0 {
        named.push_str(&format!(" and {more} more"));
    }
    let case = renamed(version, "GLIBC_2.99");
    let max = &GOOD.target.glibc_max;
    let said = said_by("glibc", &["versions", "symbols"], &case);
    let expected = format!(
        "needs GLIBC_2.99 of {soname} (for {named}), but is to load with glibc {max}; link it with \
         that release's stubs, as pgrx_extension does"
    );
    assert!(said.contains(&expected), "{expected}\n{said:?}");
    let said = said_by("versions", &["glibc", "symbols"], &case);
    let start = format!("needs GLIBC_2.99 of {soname} (for {named}), which ");
    assert!(
        said.iter().any(|text| text.starts_with(&start)),
        "{start}\n{said:?}"
    );
}

/// Allowing an older glibc only must refuse what the library has now.
#[test]
fn glibc_limit_is_compared_by_number() {
    let mut case = GOOD.clone();
    let floor = elf_gate::report(&case).glibc_floor.unwrap();
    case.target.glibc_max = floor.parse().unwrap();
    assert_eq!(said_by("glibc", &[], &case), Vec::<String>::new());
    case.target.glibc_max = "2.1".parse().unwrap();
    let said = said_by("glibc", &[], &case);
    let start = format!("needs GLIBC_{floor} of ");
    assert!(said.iter().any(|text| text.starts_with(&start)), "{said:?}");
}

#[test]
fn version_that_the_provider_does_not_define() {
    let (soname, version) = some_glibc_version();
    let case = renamed(version, "OTHER_2.00");
    let users = GOOD.library.image.users_of(soname, version);
    let provider = &GOOD.by_soname(soname).unwrap().name;
    let said = said_by("versions", &["symbols"], &case);
    let end = format!("), which {provider} does not define");
    let start = format!("needs OTHER_2.00 of {soname} (for {}", users[0]);
    let fits = |text: &&String| text.starts_with(&start) && text.ends_with(&end);
    assert!(said.iter().any(|text| fits(&text)), "{said:?}");
}

#[test]
fn version_of_a_library_that_nobody_provides() {
    let (soname, version) = some_glibc_version();
    let mut case = GOOD.clone();
    case.providers
        .retain(|file| file.image.soname.as_deref() != Some(soname));
    let said = said_by("versions", &["needed", "symbols"], &case);
    let start = format!("needs {version} of {soname} (for ");
    let end = format!("), but no provider is {soname}");
    let fits = |text: &&String| text.starts_with(&start) && text.ends_with(&end);
    assert!(said.iter().any(|text| fits(&text)), "{said:?}");
}
