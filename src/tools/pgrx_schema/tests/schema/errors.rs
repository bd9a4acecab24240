//! The exact text of every error about libraries.

use crate::encode::{custom_sql, elf_with_section, library, record};
use crate::run;
use object::{Architecture, Endianness};

/// The error text of a run.
fn error(library: &[u8]) -> String {
    run(library).unwrap_err().to_string()
}

fn good() -> Vec<u8> {
    library(&[custom_sql("t", "SELECT 1;", &[])])
}

#[test]
fn not_an_elf_file() {
    for library in [&b"!<arch>\nnot a library, an archive"[..], b""] {
        assert_eq!(
            error(library),
            "libprobe.so: not an ELF file; `--library` takes a shared library for Linux"
        );
    }
}

#[test]
fn elf_file_cut_off() {
    let text = error(&good()[..40]);
    assert!(
        text.starts_with("libprobe.so: damaged ELF file: "),
        "{text}"
    );
}

#[test]
fn no_schema_section() {
    let library = elf_with_section(
        ".pgrxxx",
        Architecture::X86_64,
        Endianness::Little,
        1,
        &[vec![0]],
    );
    assert_eq!(
        error(&library),
        "libprobe.so: no section `.pgrxsc`, so the extension's SQL cannot be written. Either \
         the linker's --gc-sections dropped it (pgrx#2279: link the library with \
         `-Clink-arg=-Wl,--no-gc-sections`), or this is no pgrx >= 0.18 extension: its crate \
         must call `pgrx::pg_module_magic!()` and be built as a cdylib"
    );
}

#[test]
fn truncated_record() {
    let mut cut = custom_sql("t", "SELECT 1;", &[]);
    cut.truncate(20);
    assert_eq!(
        error(&library(&[cut])),
        "libprobe.so: section `.pgrxsc` is damaged: record 0 at offset 0 claims 61 bytes, but \
         only 16 follow; the library was cut off or rewritten after linking"
    );
}

#[test]
fn unknown_record() {
    assert_eq!(
        error(&library(&[record(&[99, 1, 2])])),
        "libprobe.so: cannot decode section `.pgrxsc`: invalid entity tag in schema entry: 99. \
         The extension's pgrx and this tool's pgrx-sql-entity-graph must be of one version; \
         see thirdparty/Cargo.toml"
    );
}

#[test]
fn unknown_dependency() {
    let library = library(&[custom_sql("t", "SELECT 1;", &["nowhere"])]);
    let text = error(&library);
    assert!(
        text.starts_with("libprobe.so: pgrx cannot order the extension's SQL: "),
        "{text}"
    );
    assert!(text.contains("nowhere"), "{text}");
}
