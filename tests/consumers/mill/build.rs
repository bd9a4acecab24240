//! Compiles the messages, by protoc, and grades the stones, by a crate beside.

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let grit = std::env::var("DEP_GRINDSTONE_GRIT")?.parse()?;
    println!("cargo::rustc-env=MILL_GRADE={}", gauge::grade(grit));
    prost_build::compile_protos(&["proto/flour.proto"], &["proto"])?;
    Ok(())
}
