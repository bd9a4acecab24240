//! Bindings that a program of the target makes, emulated, against those that were cross-generated.

mod run;

use run::{emulated, input, path, root_of, run};
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

/// A script that starts a program, emulated, for those that start it by its path.
fn starter(folder: &Path, program: &str) -> String {
    let words: Vec<_> = emulated(&path(program))
        .iter()
        .map(|word| format!("'{}'", word.display()))
        .collect();
    let script = folder.join(program.to_lowercase());
    fs::write(
        &script,
        format!("#!/bin/sh\nexec {} \"$@\"\n", words.join(" ")),
    )
    .unwrap();
    fs::set_permissions(&script, fs::Permissions::from_mode(0o755)).unwrap();
    script.display().to_string()
}

#[test]
fn natively_generated_bindings_are_the_cross_generated_ones() {
    let work = tempfile::tempdir().unwrap();
    let out = |name: &str| work.path().join(name).display().to_string();
    let server_include = path("PG_CONFIG").parent().unwrap().to_owned();
    let arguments = [
        format!("--this={}", starter(work.path(), "PG_BINDGEN")),
        format!("--generator={}", starter(work.path(), "GENERATOR")),
        format!("--major={}", input("MAJOR")),
        format!("--target={}", input("TRIPLE")),
        format!("--pg-sys={}", path("PG_SYS").parent().unwrap().display()),
        format!("--server-include={}", server_include.display()),
        format!("--libclang={}", path("LIBCLANG").display()),
        format!(
            "--clang-arg=--sysroot={}",
            root_of(&input("LOADER"), "usr").display()
        ),
        format!(
            "--clang-arg=-I{}",
            server_include.parent().unwrap().display()
        ),
        format!("--clang-arg=-I{}", server_include.display()),
        format!("--out-dir={}", out("out")),
        format!("--raw={}", out("raw.rs")),
        format!("--shim={}", out("shim.c")),
    ];
    run(&emulated(&path("PG_BINDGEN")), &arguments);
    let (native, cross) = (
        fs::read_to_string(out("raw.rs")).unwrap(),
        fs::read_to_string(path("RAW")).unwrap(),
    );
    let different = native.lines().zip(cross.lines()).find(|(a, b)| a != b);
    assert_eq!(different, None, "generated natively, and cross-generated");
    assert_eq!(native.len(), cross.len());
    assert!(native.contains("pub fn palloc"), "no bindings at all");
    println!("{} bytes of bindings, the same", native.len());
}
