//! Has cmake build the library, and bindgen read its header as C++.

use std::env::var;
use std::path::Path;

fn main() {
    let built = cmake::build("grind");
    println!("cargo::rustc-link-search=native={}/lib", built.display());
    println!("cargo::rustc-link-lib=static=stones");
    println!("cargo::metadata=grit=36");
    let bindings = Path::new(&var("OUT_DIR").expect("cargo sets it")).join("stones.rs");
    bindgen::builder()
        .header("grind/stones.h")
        .clang_args(["-x", "c++"])
        .allowlist_item("stones_.*")
        .formatter(bindgen::Formatter::None)
        .generate()
        .expect("bindgen")
        .write_to_file(bindings)
        .expect("the bindings");
}
