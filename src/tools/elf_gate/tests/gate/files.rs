//! Files that cannot be checked at all.

use crate::GOOD;
use elf_gate::case::File;
use elf_gate::image::Image;
use std::path::Path;

#[test]
fn not_an_elf_file() {
    let script = b"/* GNU ld script */ GROUP ( /lib/libc.so.6 )";
    assert_eq!(
        Image::parse(Path::new("libc.so"), script)
            .unwrap_err()
            .to_string(),
        "libc.so: not an ELF file; libraries and providers are shared libraries and programs, \
         not linker scripts or archives"
    );
}

#[test]
fn damaged_file() {
    let half = &GOOD.bytes[..GOOD.bytes.len() / 2];
    let error = Image::parse(Path::new("x.so"), half)
        .unwrap_err()
        .to_string();
    assert!(error.starts_with("x.so: damaged ELF file: "), "{error}");
}

#[test]
fn missing_file() {
    let error = File::read(Path::new("missing/x.so"))
        .unwrap_err()
        .to_string();
    assert!(error.starts_with("cannot read missing/x.so: "), "{error}");
}
