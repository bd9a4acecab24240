//! Runs a check that is to fail, and compares what it says with a file.
//!
//! Arguments: that file; what to replace in the library first, `<old>=<new>` or nothing; the
//! check's program and its arguments.

use std::fs::{read, read_to_string, write};
use std::process::{Command, ExitCode};

/// Where a doctored library is written.
const DOCTORED: &str = "doctored.so";

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let mut next = || arguments.next().expect("an argument");
    let (said, doctor, program) = (next(), next(), next());
    let mut rest: Vec<_> = arguments.collect();
    let library = rest.iter().position(|it| it == "--library").unwrap() + 1;
    if let Some((old, new)) = doctor.split_once('=') {
        write(DOCTORED, replaced(read(&rest[library]).unwrap(), old, new)).unwrap();
        rest[library] = DOCTORED.to_owned();
    }
    let output = Command::new(program).args(rest).output().unwrap();
    let (found, wanted) = (
        String::from_utf8_lossy(&output.stderr).into_owned(),
        read_to_string(&said).unwrap(),
    );
    if found == wanted && output.status.code() == Some(1) {
        return ExitCode::SUCCESS;
    }
    eprintln!(
        "{}\n{found}---- instead of {said}:\n{wanted}",
        output.status
    );
    ExitCode::FAILURE
}

/// The bytes with the first `old` replaced.
fn replaced(mut bytes: Vec<u8>, old: &str, new: &str) -> Vec<u8> {
    assert_eq!(old.len(), new.len(), "nothing else may move");
    let at = bytes.windows(old.len()).position(|it| it == old.as_bytes());
    let at = at.expect("the library has what is to be replaced");
    bytes[at..at + new.len()].copy_from_slice(new.as_bytes());
    bytes
}
