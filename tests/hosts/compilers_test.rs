//! clang and rustc of the foreign machine, emulated, against this machine's.

mod run;

use run::{emulated, input, path, root_of, run};
use std::fs;
use std::path::{Path, PathBuf};

/// `name=path` pairs of a variable.
fn pairs(variable: &str) -> Vec<(String, String)> {
    let pair = |word: &str| {
        word.split_once('=')
            .map(|(name, path)| (name.to_owned(), path.to_owned()))
    };
    input(variable)
        .split(' ')
        .map(|word| pair(word).unwrap())
        .collect()
}

/// The words that run each row's program: the foreign one emulated, the others, which are this machine's, directly.
fn programs(variable: &str) -> Vec<(String, Vec<PathBuf>)> {
    let words = |cpu: &str, file: &str| {
        let file = std::path::absolute(file).unwrap();
        if cpu == input("FOREIGN") {
            emulated(&file)
        } else {
            vec![file]
        }
    };
    pairs(variable)
        .into_iter()
        .map(|(cpu, file)| (cpu.clone(), words(&cpu, &file)))
        .collect()
}

/// Builds with each program into a folder of its own and compares all results with the first.
fn same_bytes(variable: &str, target: &str, arguments: &dyn Fn(&Path) -> Vec<String>) {
    let folder = tempfile::tempdir().unwrap();
    let mut first: Option<(String, Vec<u8>)> = None;
    for (cpu, words) in programs(variable) {
        // The same name in another folder: rustc calls what is inside after the file.
        let out = folder.path().join(&cpu).join("sample.out");
        fs::create_dir(out.parent().unwrap()).unwrap();
        run(&words, &arguments(&out));
        let bytes = fs::read(&out).unwrap();
        assert!(
            bytes.len() > 500,
            "{target} by {cpu}: {} bytes",
            bytes.len()
        );
        println!("{variable} on {cpu} for {target}: {} bytes", bytes.len());
        match &first {
            None => first = Some((cpu, bytes)),
            Some((other, expected)) => assert!(
                *expected == bytes,
                "{target}: {cpu} and {other} made different bytes"
            ),
        }
    }
}

#[test]
fn c_objects_are_the_same() {
    for (tuple, loader) in pairs("C_TARGETS") {
        let sysroot = root_of(&loader, "usr");
        same_bytes("CLANGS", &tuple, &|out| {
            let fixed = [
                format!("--target={tuple}"),
                format!("--sysroot={}", sysroot.display()),
            ];
            let rest = [
                "-no-canonical-prefixes",
                "-O2",
                "-g0",
                "-c",
                &input("SAMPLE_C"),
                "-o",
                &out.display().to_string(),
            ];
            fixed.into_iter().chain(rest.map(str::to_owned)).collect()
        });
    }
}

#[test]
fn rlibs_are_the_same() {
    for (triple, core) in pairs("RUST_TARGETS") {
        let sysroot = root_of(&core, "lib");
        same_bytes("RUSTCS", &triple, &|out| {
            let source = path("SAMPLE_RS");
            [
                "--crate-name=sample",
                "--crate-type=rlib",
                "--edition=2021",
                "-Copt-level=3",
                "-Ccodegen-units=1",
                &format!(
                    "--remap-path-prefix={}=.",
                    source.parent().unwrap().display()
                ),
                &format!("--remap-path-prefix={}=/sysroot", sysroot.display()),
                &format!("--target={triple}"),
                &format!("--sysroot={}", sysroot.display()),
                &source.display().to_string(),
                "-o",
                &out.display().to_string(),
            ]
            .map(str::to_owned)
            .to_vec()
        });
    }
}
