//! The control file as dpkg reads it, against the library and the pins.

use crate::dpkg::dpkg_deb;
use crate::shipped::{files, package};
use crate::variable;

/// A field of the package's control file.
pub fn field(name: &str) -> String {
    dpkg_deb(&["--field", &variable("DEB"), name])
        .trim_end()
        .to_owned()
}

#[test]
fn the_package_is_named_after_what_it_is_for() {
    let (version, architecture) = (field("Version"), variable("DEB_ARCHITECTURE"));
    assert_eq!(field("Package"), package());
    assert_eq!(field("Architecture"), architecture);
    assert_eq!(field("Section"), "database");
    let expected = format!("/{}_{version}_{architecture}.deb", package());
    assert!(variable("DEB").ends_with(&expected), "{expected}");
}

#[test]
fn it_depends_on_postgresql_and_the_libraries_it_needs() {
    let library = library();
    let mut expected = vec![format!("postgresql-{}", variable("DEB_MAJOR"))];
    let floor = highest(&library, "GLIBC_").expect("a library for glibc");
    expected.push(format!("libc6 (>= {floor})"));
    if let Some(floor) = highest(&library, "GCC_") {
        expected.push(format!("libgcc-s1 (>= {floor})"));
    }
    assert_eq!(field("Depends"), expected.join(", "));
}

#[test]
fn the_installed_size_is_that_of_the_files() {
    let bytes: usize = files().values().map(Vec::len).sum();
    let size: usize = field("Installed-Size").parse().unwrap();
    // Rounding, folders and the copyright file make it a little more.
    assert!(
        (bytes / 1024..bytes / 1024 + 300).contains(&size),
        "{size} KiB for {bytes} bytes"
    );
}

fn library() -> Vec<u8> {
    let (_, library) = files()
        .into_iter()
        .find(|(path, _)| path.ends_with(".so"))
        .unwrap();
    library
}

/// The highest version among the texts `<prefix><number>.<number>...` of a file: no
/// ELF is read, so that this doesn't repeat an error of those who do.
fn highest(bytes: &[u8], prefix: &str) -> Option<String> {
    let texts = bytes
        .split(|byte| *byte == 0)
        .filter_map(|text| std::str::from_utf8(text).ok());
    let numbers = texts
        .filter_map(|text| text.strip_prefix(prefix))
        .filter_map(|text| {
            let number = if text == "ABI_DT_RELR" { "2.36" } else { text };
            let parts = number.split('.').map(str::parse::<u32>);
            parts.collect::<Result<Vec<_>, _>>().ok()
        });
    let highest = numbers.max()?;
    Some(
        highest
            .iter()
            .map(u32::to_string)
            .collect::<Vec<_>>()
            .join("."),
    )
}
