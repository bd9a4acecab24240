//! Stubs of a target's real libraries: they promise nothing that is not there.
//!
//! | variable | what it is |
//! |---|---|
//! | `OLD` `NEW` | the libraries of the oldest and of the newest sysroot, space-separated |
//! | `OLD_VERSION` | the older one's glibc |
//! | `FIRST` | the oldest glibc that anything is built for |

use elf_gate::case::File;
use elf_gate::glibc::GlibcVersion;
use elf_gate::image::Image;
use glibc_stubs::choose::{choose, Stub};
use glibc_stubs::library::Library;
use glibc_stubs::write::write;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

fn paths(variable: &str) -> Vec<PathBuf> {
    let value = std::env::var(variable).unwrap_or_else(|_| panic!("{variable} must be set"));
    let paths = value.split_whitespace().map(PathBuf::from);
    paths
        .filter(|path| path.extension().is_none_or(|it| it != "a"))
        .collect()
}

fn libraries(variable: &str) -> Vec<Library> {
    let read = |path: &PathBuf| Library::read(path).unwrap();
    paths(variable).iter().map(read).collect()
}

/// 2.17, ..., up to the newest that is pinned.
fn floors() -> Vec<GlibcVersion> {
    let first: GlibcVersion = std::env::var("FIRST").unwrap().parse().unwrap();
    let all = (17..=43).map(|minor| format!("2.{minor}").parse().unwrap());
    all.filter(|floor| *floor >= first).collect()
}

/// Every (symbol, version) of the real libraries, whichever of them has it.
fn real(variable: &str) -> BTreeSet<(String, String)> {
    let mut real = BTreeSet::new();
    for path in paths(variable) {
        for (name, versions) in File::read(&path).unwrap().0.image.exports {
            real.extend(versions.into_iter().flatten().map(|it| (name.clone(), it)));
        }
    }
    real
}

fn image(stub: &Stub) -> Image {
    Image::parse(Path::new(stub.soname), &write(stub)).unwrap()
}

#[test]
fn every_version_is_old_enough_and_real() {
    let libraries = libraries("NEW");
    let real = real("NEW");
    for floor in floors() {
        let (stubs, _) = choose(&libraries, &floor);
        for stub in &stubs {
            let image = image(stub);
            assert_eq!(image.soname.as_deref(), Some(stub.soname));
            assert_eq!(image.exports.len(), stub.symbols.len());
            for (name, versions) in &image.exports {
                assert_eq!(versions.len(), 1, "{name}");
                let version = versions.first().unwrap().clone().unwrap();
                assert!(
                    image.version_definitions.contains(&version),
                    "{name}@{version}"
                );
                let number = GlibcVersion::from_symbol_version(&version);
                assert!(
                    number.is_none_or(|it| it <= floor),
                    "{name}@{version}, floor {floor}"
                );
                assert!(
                    real.contains(&(name.clone(), version.clone())),
                    "{name}@{version}"
                );
            }
        }
    }
}

/// At the older suite's own release, the newer one's stubs are the older one's libraries:
/// the same symbols in the same versions in the same libraries, but for what was dropped since.
#[test]
fn the_older_libraries_are_had_from_the_newer_ones() {
    let floor: GlibcVersion = std::env::var("OLD_VERSION").unwrap().parse().unwrap();
    let (old, new) = (libraries("OLD"), libraries("NEW"));
    let table = |libraries| -> BTreeMap<(String, String), String> {
        let (stubs, _) = choose(libraries, &floor);
        let rows = stubs.iter().flat_map(|stub| {
            let soname = stub.soname.to_owned();
            stub.symbols.iter().map(move |(name, definition)| {
                (
                    (soname.clone(), (*name).to_owned()),
                    definition.version.name.clone(),
                )
            })
        });
        // GCC's library and the loader's own parts change otherwise.
        rows.filter(|((soname, _), _)| soname.starts_with("libc.") || soname.starts_with("libm."))
            .collect()
    };
    let (had, have) = (table(&old), table(&new));
    let other: Vec<_> = have
        .iter()
        .filter(|(key, version)| had.get(key) != Some(version))
        .collect();
    assert!(other.is_empty(), "not so in glibc {floor}: {other:?}");
    assert!(have.len() > 1500, "only {} symbols", have.len());
}

#[test]
fn what_came_later_is_listed() {
    let libraries = libraries("NEW");
    let later = |floor: &str| {
        let (stubs, newer) = choose(&libraries, &floor.parse().unwrap());
        let listed = newer.iter().find(|it| it.symbol == "strlcpy");
        let has = stubs
            .iter()
            .any(|stub| stub.symbols.contains_key("strlcpy"));
        (
            listed.map(|it| format!("{} {}", it.soname, it.version)),
            has,
        )
    };
    assert_eq!(
        later("2.37"),
        (Some("libc.so.6 GLIBC_2.38".to_owned()), false)
    );
    assert_eq!(later("2.38"), (None, true));
}
