//! Compiles the functions in C and C++.

use std::env::var;
use std::path::Path;

fn main() {
    let folder = var("CARGO_MANIFEST_DIR").expect("cargo sets it");
    let c = Path::new(&folder).join("c");
    println!("cargo::rerun-if-changed={}", c.display());
    let mut build = cc::Build::new();
    if var("CARGO_FEATURE_EXACT").is_ok() {
        build.define("EXACT", None);
    }
    build.include(&c).file("c/area.c").compile("area");
    let mut build = cc::Build::new();
    build.cpp(true).file("c/total.cc").compile("total");
}
