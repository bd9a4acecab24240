//! The program: exit status, what it prints, and the report.

use crate::patch::Patch;
use crate::{variable, GOOD};
use object::elf;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// A new empty folder under the test runner's temporary one.
fn empty_folder(name: &str) -> PathBuf {
    let root = std::env::var_os("TEST_TMPDIR").map_or_else(std::env::temp_dir, PathBuf::from);
    let folder = root.join(format!("elf_gate_{name}_{}", std::process::id()));
    std::fs::create_dir(&folder).expect("the folder is new");
    folder
}

/// Runs the program on a library against the good library's target.
fn run(library: &Path, report: &Path) -> Output {
    let [class, endian] = ["ELF_GATE_CLASS", "ELF_GATE_ENDIAN"].map(variable);
    Command::new(variable("ELF_GATE_BINARY"))
        .arg("--library")
        .arg(library)
        .args([
            "--machine",
            GOOD.target.machine.name,
            "--class",
            &class,
            "--endian",
            &endian,
        ])
        .args(["--glibc-max", &variable("ELF_GATE_GLIBC_MAX")])
        .args(
            variable("ELF_GATE_PROVIDERS")
                .split_whitespace()
                .flat_map(|provider| ["--provider", provider]),
        )
        .arg("--report")
        .arg(report)
        .output()
        .expect("ELF_GATE_BINARY is a program")
}

#[test]
fn good_library() {
    let folder = empty_folder("good");
    let library = variable("ELF_GATE_GOOD_LIBRARY");
    let reports = ["a.txt", "b.txt"].map(|name| {
        let output = run(Path::new(&library), &folder.join(name));
        assert_eq!(output.status.code(), Some(0), "{output:?}");
        assert!(output.stderr.is_empty(), "{output:?}");
        std::fs::read_to_string(folder.join(name)).unwrap()
    });
    assert_eq!(
        reports[0], reports[1],
        "the same library gives the same bytes"
    );
    assert!(
        reports[0].starts_with("library: ") && !reports[0].contains("violation"),
        "{}",
        reports[0]
    );
    assert_eq!(
        std::fs::read_dir(&folder).unwrap().count(),
        2,
        "no temporary file stays"
    );
    std::fs::remove_dir_all(folder).unwrap();
}

#[test]
fn all_violations_are_printed() {
    let folder = empty_folder("broken");
    let library = folder.join("libbroken.so");
    let patch = Patch::new(&GOOD.bytes).drop_segment(elf::PT_GNU_RELRO);
    let patch = patch
        .drop_segment(elf::PT_GNU_STACK)
        .rename_section(".pgrxsc", ".pgrxxx");
    std::fs::write(&library, patch.finish()).unwrap();
    let output = run(&library, &folder.join("report.txt"));
    assert_eq!(output.status.code(), Some(1));
    let printed = String::from_utf8(output.stderr).unwrap();
    let starts: Vec<_> = printed
        .lines()
        .map(|line| line.split(']').next().unwrap())
        .collect();
    let rules = ["schema", "relro", "stack"];
    assert_eq!(starts, rules.map(|rule| format!("libbroken.so: [{rule}")));
    let report = std::fs::read_to_string(folder.join("report.txt")).unwrap();
    assert_eq!(report.matches("\nviolation: [").count(), 3, "{report}");
    std::fs::remove_dir_all(folder).unwrap();
}

#[test]
fn unreadable_library() {
    let folder = empty_folder("unreadable");
    let output = run(&folder.join("missing.so"), &folder.join("report.txt"));
    assert_eq!(output.status.code(), Some(2));
    let printed = String::from_utf8(output.stderr).unwrap();
    assert!(printed.starts_with("elf_gate: cannot read "), "{printed}");
    assert_eq!(
        std::fs::read_dir(&folder).unwrap().count(),
        0,
        "no report is written"
    );
    std::fs::remove_dir_all(folder).unwrap();
}
