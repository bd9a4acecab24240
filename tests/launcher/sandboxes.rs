//! Sandboxes are in memory where there is enough of it.

use std::fs;

use crate::machine::{launcher, Machine};

fn is_enough(meminfo: &str) -> bool {
    let machine = Machine::debian();
    let file = machine.path("meminfo");
    fs::write(&file, meminfo).expect("a file");
    let folder = launcher().with_file_name("launcher");
    machine
        .call(&folder, &["has_memory", &file])
        .status
        .success()
}

#[test]
fn sandboxes_are_in_memory_from_8_gb_on() {
    assert!(is_enough("MemTotal:        8148572 kB\nMemFree:  1 kB\n"));
    assert!(!is_enough(
        "MemTotal:        4012345 kB\nMemFree:  9999999 kB\n"
    ));
    assert!(!is_enough(""));
}
