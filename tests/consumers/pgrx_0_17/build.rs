//! Tells the crate which comment its control file has, in cargo's newer form with two colons.

use std::error::Error;

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=shapes.control");
    // Cargo starts a build script in its package's folder.
    let control = std::fs::read_to_string("./shapes.control")?;
    let comment = control
        .lines()
        .find_map(|line| line.strip_prefix("comment = '")?.strip_suffix('\''))
        .ok_or("shapes.control has no comment")?;
    println!("cargo::rustc-env=SHAPES_COMMENT={comment}");
    if std::env::var("CARGO_CFG_TARGET_OS")? == "linux" {
        println!("cargo::rustc-link-arg-cdylib=-Wl,-Bsymbolic");
    }
    Ok(())
}
