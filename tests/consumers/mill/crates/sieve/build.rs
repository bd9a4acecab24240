//! Has nasm assemble a function, where the CPU is one that it knows, and perl write a table.

use std::env::var;
use std::path::Path;
use std::process::Command;

fn main() {
    println!("cargo::rustc-check-cfg=cfg(assembled)");
    if var("CARGO_CFG_TARGET_ARCH").as_deref() == Ok("x86_64") {
        nasm_rs::compile_library("libsift.a", &["mesh/sift.asm"]).expect("nasm");
        println!(
            "cargo::rustc-link-search=native={}",
            var("OUT_DIR").expect("cargo sets it")
        );
        println!("cargo::rustc-link-lib=static=sift");
        println!("cargo::rustc-cfg=assembled");
    }
    let written = Command::new("perl")
        .arg("mesh/table.pl")
        .output()
        .expect("perl starts");
    assert!(
        written.status.success(),
        "{}",
        String::from_utf8_lossy(&written.stderr)
    );
    let table = Path::new(&var("OUT_DIR").expect("cargo sets it")).join("table.rs");
    std::fs::write(table, written.stdout).expect("the table");
}
