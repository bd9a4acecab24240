//! The exact text of every error.

use crate::encode::{custom_sql, elf_with_section, library, record};
use crate::{run, CONTROL};
use object::{Architecture, Endianness};
use pgrx_schema::{generate, Request, UpgradeScript};
use std::path::Path;

/// The error text of a run.
fn error(library: &[u8], control: &str) -> String {
    run(library, control).unwrap_err().to_string()
}

fn good() -> Vec<u8> {
    library(&[custom_sql("t", "SELECT 1;", &[])])
}

#[test]
fn not_an_elf_file() {
    for library in [&b"!<arch>\nnot a library, an archive"[..], b""] {
        assert_eq!(
            error(library, CONTROL),
            "libprobe.so: not an ELF file; `--library` takes a shared library for Linux"
        );
    }
}

#[test]
fn elf_file_cut_off() {
    let text = error(&good()[..40], CONTROL);
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
        error(&library, CONTROL),
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
        error(&library(&[cut]), CONTROL),
        "libprobe.so: section `.pgrxsc` is damaged: record 0 at offset 0 claims 61 bytes, but \
         only 16 follow; the library was cut off or rewritten after linking"
    );
}

#[test]
fn unknown_record() {
    assert_eq!(
        error(&library(&[record(&[99, 1, 2])]), CONTROL),
        "libprobe.so: cannot decode section `.pgrxsc`: invalid entity tag in schema entry: 99. \
         The extension's pgrx and this tool's pgrx-sql-entity-graph must be of one version; \
         see thirdparty/Cargo.toml"
    );
}

#[test]
fn unknown_dependency() {
    let library = library(&[custom_sql("t", "SELECT 1;", &["nowhere"])]);
    let text = error(&library, CONTROL);
    assert!(
        text.starts_with("libprobe.so: pgrx cannot order the extension's SQL: "),
        "{text}"
    );
    assert!(text.contains("nowhere"), "{text}");
}

#[test]
fn control_file_without_default_version() {
    let control = CONTROL.replace("default_version", "#default_version");
    assert_eq!(
        error(&good(), &control),
        "probe.control: pgrx refuses the control file: Missing field in control file! Please \
         add `default_version`. (It needs comment, default_version, relocatable and superuser, \
         and reads only lines with exactly one `=`.)"
    );
}

#[test]
fn version_mismatch() {
    let control = CONTROL.replace("@CARGO_VERSION@", "1.0");
    assert_eq!(
        error(&good(), &control),
        "probe.control: default_version is `1.0` but the extension is built as version `1.2.3`, \
         so CREATE EXTENSION would look for a script that is not there. Write \
         `default_version = '@CARGO_VERSION@'`, or build with `--version 1.0`"
    );
}

#[test]
fn git_hash_used_but_not_given() {
    let error = generate_with(None, &[]).unwrap_err();
    assert_eq!(
        error,
        "probe.control: uses @GIT_HASH@, but no revision was given; \
         pass `--git-hash <revision>`"
    );
}

#[test]
fn upgrade_script_that_postgresql_would_not_find() {
    for name in [
        "probe--1.0.sql",
        "other--1.0--1.1.sql",
        "probe--1.0--1.1.txt",
        "probe--1--.sql",
    ] {
        assert_eq!(
            generate_with(Some("c0ffee"), &[name]).unwrap_err(),
            format!("{name}: an upgrade script must be called `probe--<from>--<to>.sql`")
        );
    }
    let texts = generate_with(Some("c0ffee"), &["sql/probe--1.0--1.1.sql"]).unwrap();
    assert_eq!(texts, ["-- c0ffee 1.2.3"]);
}

/// Generates with upgrade scripts of these names; the filled-in scripts or the error.
fn generate_with(git_hash: Option<&str>, upgrades: &[&str]) -> Result<Vec<String>, String> {
    let text = "-- @GIT_HASH@ @CARGO_VERSION@";
    let script = |name| UpgradeScript {
        file: Path::new(name),
        text: text.into(),
    };
    let upgrades: Vec<_> = upgrades.iter().copied().map(script).collect();
    let request = Request {
        library_file: Path::new("libprobe.so"),
        library: &good(),
        control_file: Path::new("probe.control"),
        control: CONTROL,
        upgrades: &upgrades,
        extension_name: "probe",
        version: "1.2.3",
        git_hash,
    };
    generate(&request)
        .map(|done| done.upgrades)
        .map_err(|error| error.to_string())
}
