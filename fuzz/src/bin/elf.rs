//! Shared libraries: what the gate reads, and stubs of what is read of a C library.
#![no_main]

use elf_gate::image::Image;
use glibc_stubs::choose::{choose, Stub};
use glibc_stubs::library::{Definition, Library, Target};
use glibc_stubs::version::Version;
use glibc_stubs::write::write;
use libfuzzer_sys::fuzz_target;
use object::{elf, Endianness};
use std::slice::from_ref;

const LIBC: &str = "libc.so.6";

fuzz_target!(init: fuzz::seed(seeds()), |data: &[u8]| {
    let _ = Image::parse(LIBC.as_ref(), data);
    let Ok(library) = Library::read(&fuzz::file(LIBC, data)) else {
        return;
    };
    for stub in choose(from_ref(&library), &"2.28".parse().unwrap()).0 {
        let bytes = write(&stub);
        let image = Image::parse(LIBC.as_ref(), &bytes).unwrap();
        assert_eq!(image.soname.as_deref(), Some(stub.soname));
        let read = Library::read(&fuzz::file(LIBC, bytes)).unwrap();
        let versions = |found: &&Definition| found.version.name.clone();
        let read: Vec<_> = read.symbols.values().flatten().map(|it| versions(&it)).collect();
        let written: Vec<_> = stub.symbols.values().map(versions).collect();
        assert_eq!(read, written);
    }
});

/// A library of two symbols for each class and byte order.
fn seeds() -> Vec<Vec<u8>> {
    let [old, new] = ["GLIBC_2.2.5", "GLIBC_2.28"].map(|version| Definition {
        version: Version::of(version).unwrap(),
        default: true,
        info: elf::SymbolInfo::new(elf::STB_GLOBAL, elf::STT_FUNC),
        other: elf::SymbolOther(0),
        value: 0,
        size: 8,
    });
    let mut seeds = Vec::new();
    for endian in [Endianness::Little, Endianness::Big] {
        for is_64 in [false, true] {
            let target = Target {
                machine: elf::Machine(1),
                flags: elf::FileFlags(0),
                is_64,
                endian,
            };
            let symbols = [("malloc", &old), ("thrd_sleep", &new)].into();
            let soname = LIBC;
            seeds.push(write(&Stub {
                soname,
                target,
                symbols,
            }));
        }
    }
    seeds
}
