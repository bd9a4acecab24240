//! What `static_gate` says of a static program, of the same one linked as usual, and of
//! a static one for another processor.

use elf_gate::case::Target;
use elf_gate::program::{check, Report};
use std::path::Path;
use std::process::Command;

fn required(name: &str) -> String {
    std::env::var(name).unwrap_or_else(|_| panic!("{name} is not set"))
}

fn target() -> Target {
    Target {
        machine: required("STATIC_MACHINE").parse().unwrap(),
        class: required("STATIC_CLASS").parse().unwrap(),
        big_endian: required("STATIC_ENDIAN") == "big",
        glibc_max: "0".parse().unwrap(),
    }
}

fn report(program: &str, target: Target) -> Report {
    check(Path::new(&required(program)), target).unwrap()
}

/// The texts of one rule.
fn said_by(rule: &str, report: &Report) -> Vec<String> {
    let own = report.violations.iter().filter(|v| v.rule == rule);
    own.map(|v| v.text.clone()).collect()
}

#[test]
fn a_static_program_passes() {
    let report = report("STATIC_PROGRAM", target());
    assert_eq!(report.violations, [], "{report:?}");
    assert_eq!((report.interpreter, report.needed), (None, Vec::new()));
    assert!(report.rules.contains(&"interpreter"));
}

#[test]
fn the_same_program_linked_as_usual_does_not() {
    let report = report("DYNAMIC_PROGRAM", target());
    let [interpreter] = &said_by("interpreter", &report)[..] else {
        panic!("{report:?}");
    };
    let loader = format!(
        "PT_INTERP asks for the loader {}",
        report.interpreter.as_ref().unwrap()
    );
    assert!(interpreter.starts_with(&loader), "{interpreter}");
    assert!(interpreter.contains("pgrx_static_binary"), "{interpreter}");
    let needed = said_by("needed", &report);
    let libc = "DT_NEEDED names libc.so.6, which a static program never gets";
    assert!(
        needed.iter().any(|text| text.starts_with(libc)),
        "{needed:?}"
    );
    let symbols = said_by("symbols", &report);
    let [text] = &symbols[..] else {
        panic!("{report:?}");
    };
    let start = "undefined symbols that nothing will ever define: ";
    assert!(
        text.starts_with(start) && text.contains(" more; "),
        "{text}"
    );
}

#[test]
fn another_processor_does_not_pass() {
    let other = if required("STATIC_MACHINE") == "s390x" {
        "x86_64"
    } else {
        "s390x"
    };
    let target = Target {
        machine: other.parse().unwrap(),
        ..target()
    };
    let texts = said_by("identity", &report("STATIC_PROGRAM", target));
    assert_eq!(texts.len(), 1, "{texts:?}");
    assert!(
        texts[0].ends_with(&format!("but the target is {other}")),
        "{texts:?}"
    );
}

#[test]
fn a_library_is_no_program() {
    let report = report("LIBRARY", target());
    let texts = said_by("identity", &report);
    assert_eq!(
        texts,
        ["ELF type 3 is no program (2, ET_EXEC, or ET_DYN with DF_1_PIE)"]
    );
}

/// The program that builds run: its exit status decides, its report is kept.
#[test]
fn the_exit_status_tells() {
    let folder = std::env::var_os("TEST_TMPDIR").map_or_else(std::env::temp_dir, Into::into);
    let run = |program: &str, report: &str| {
        let mut gate = Command::new(required("STATIC_GATE"));
        gate.args([
            "--program",
            &required(program),
            "--machine",
            &required("STATIC_MACHINE"),
        ]);
        gate.args([
            "--class",
            &required("STATIC_CLASS"),
            "--endian",
            &required("STATIC_ENDIAN"),
        ]);
        gate.arg("--report")
            .arg(folder.join(report))
            .output()
            .unwrap()
    };
    let good = run("STATIC_PROGRAM", "good.txt");
    assert_eq!((good.status.code(), good.stderr), (Some(0), Vec::new()));
    let bad = run("DYNAMIC_PROGRAM", "bad.txt");
    assert_eq!(bad.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&bad.stderr).contains(": [interpreter] PT_INTERP asks"));
    let report = std::fs::read_to_string(folder.join("bad.txt")).unwrap();
    assert!(report.contains("\nviolation: [needed] "), "{report}");
}
