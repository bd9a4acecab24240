//! Has cmake build the library.

fn main() {
    let built = cmake::build("grind");
    println!("cargo::rustc-link-search=native={}/lib", built.display());
    println!("cargo::rustc-link-lib=static=stones");
    println!("cargo::metadata=grit=36");
}
