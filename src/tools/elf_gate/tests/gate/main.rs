//! Breaks a real extension library in every way a rule knows, and compares
//! the exact text of what the gate says.
//!
//! The library is a good one of any architecture, named by the environment as
//! Bazel's `$(rootpath)` and `$(rootpaths)` give it:
//!
//! | variable | what it names |
//! |---|---|
//! | `ELF_GATE_GOOD_LIBRARY` | the library |
//! | `ELF_GATE_PROVIDERS` | postgres and the base's libraries, space-separated |
//! | `ELF_GATE_MACHINE` `ELF_GATE_CLASS` `ELF_GATE_ENDIAN` | its target, as on the command line |
//! | `ELF_GATE_GLIBC_MAX` | the target's GNU C library |
//! | `ELF_GATE_BINARY` | the program `elf_gate` |

mod files;
mod good;
mod hardening;
mod identity;
mod layout;
mod names;
mod patch;
mod paths;
mod pgrx;
mod program;
mod symbols;
mod versions;

use elf_gate::case::{Case, File, Target};
use elf_gate::image::Image;
use elf_gate::newer::Newer;
use elf_gate::rules;
use std::path::Path;
use std::sync::LazyLock;

/// The good library as the environment describes it, read once.
static GOOD: LazyLock<Case> = LazyLock::new(|| {
    let (library, bytes) = File::read(Path::new(&variable("ELF_GATE_GOOD_LIBRARY"))).unwrap();
    let providers = variable("ELF_GATE_PROVIDERS");
    let provider = |path| File::read(Path::new(path)).unwrap().0;
    Case {
        library,
        bytes,
        target: Target {
            machine: variable("ELF_GATE_MACHINE").parse().unwrap(),
            class: variable("ELF_GATE_CLASS").parse().unwrap(),
            big_endian: variable("ELF_GATE_ENDIAN") == "big",
            glibc_max: variable("ELF_GATE_GLIBC_MAX").parse().unwrap(),
        },
        providers: providers.split_whitespace().map(provider).collect(),
        bundled: Vec::new(),
        forbidden_paths: Vec::new(),
        newer: Newer::default(),
        linked: Vec::new(),
    }
});

/// An environment variable of the table above.
fn variable(name: &str) -> String {
    std::env::var(name).unwrap_or_else(|_| panic!("{name} must be set, see tests/gate/main.rs"))
}

/// The good case with other bytes as its library.
fn with_library(bytes: Vec<u8>) -> Case {
    let name = GOOD.library.name.clone();
    let image = Image::parse(Path::new(&name), &bytes).expect("the patch keeps the file readable");
    Case {
        library: File { name, image },
        bytes,
        ..GOOD.clone()
    }
}

/// What one rule says, after checking that no other rule but `also` objects.
fn said_by(rule: &str, also: &[&str], case: &Case) -> Vec<String> {
    let violations = rules::check(case);
    for violation in &violations {
        let expected = violation.rule == rule || also.contains(&violation.rule);
        assert!(expected, "unexpected: {violation:?}");
    }
    let own = violations
        .into_iter()
        .filter(|violation| violation.rule == rule);
    own.map(|violation| violation.text).collect()
}
