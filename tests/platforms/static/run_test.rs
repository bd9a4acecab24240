//! A static program of a target, run without any file of the target.
//!
//! `STATIC_PROGRAM` names it, `STATIC_TARGET` the description of the target's server,
//! which tells the emulator that this machine needs for it, if any.

use pg_harness::ServerSpec;
use std::path::{Path, PathBuf};
use std::process::Command;

fn required(name: &str) -> String {
    std::env::var(name).unwrap_or_else(|_| panic!("{name} is not set"))
}

#[test]
fn it_runs_with_nothing_around_it() {
    let spec = ServerSpec::read(Path::new(&required("STATIC_TARGET"))).unwrap();
    let spec = spec.absolute().unwrap();
    let program = std::path::absolute(required("STATIC_PROGRAM")).unwrap();
    let (first, arguments): (&PathBuf, &[&Path]) = match &spec.emulator {
        Some(emulator) => (emulator, &[&program]),
        None => (&program, &[]),
    };
    let output = Command::new(first)
        .args(arguments)
        .env_clear()
        .output()
        .unwrap();
    let expected = format!(
        "{} bits, {}-endian, static: count 3 caught true sum 661.463 child Some(7)\n",
        required("STATIC_CLASS"),
        required("STATIC_ENDIAN")
    );
    assert_eq!(
        String::from_utf8_lossy(&output.stdout),
        expected,
        "{output:?}"
    );
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    assert_eq!(output.status.code(), Some(0));
}
