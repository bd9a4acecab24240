//! `digests @FILE`: the SHA-256 of files, as sha256sum(1) lists them.
//!
//! FILE has the list's path in its first line, then two lines per file: what it is called
//! in the list, and where it is.

use std::fs;
use std::process::ExitCode;

use data_encoding::HEXLOWER;
use sha2::{Digest, Sha256};

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(text) => {
            eprintln!("digests: {text}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<(), String> {
    let argument = std::env::args().nth(1).unwrap_or_default();
    let path = argument.strip_prefix('@').ok_or("usage: digests @FILE")?;
    let parameters = fs::read_to_string(path).map_err(|error| format!("{path}: {error}"))?;
    let mut lines = parameters.lines();
    let out = lines.next().ok_or_else(|| format!("{path} is empty"))?;
    let files: Vec<&str> = lines.collect();
    let text = list(&files)?;
    fs::write(out, text).map_err(|error| format!("{out}: {error}"))
}

/// The list of pairs (name, path), sorted by name.
fn list(files: &[&str]) -> Result<String, String> {
    let mut lines = Vec::new();
    for pair in files.chunks(2) {
        let &[name, path] = pair else {
            return Err(format!("{} has a name and no path", pair[0]));
        };
        let content = fs::read(path).map_err(|error| format!("{path}: {error}"))?;
        lines.push((name, HEXLOWER.encode(&Sha256::digest(content))));
    }
    lines.sort();
    Ok(lines
        .iter()
        .map(|(name, digest)| format!("{digest}  {name}\n"))
        .collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// FIPS 180-4's example of one block.
    const ABC: &str = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    #[test]
    fn a_line_is_what_sha256sum_writes() {
        let file = tempfile::NamedTempFile::new().unwrap();
        fs::write(&file, "abc").unwrap();
        let path = file.path().to_str().unwrap();
        let text = list(&["z", path, "a", path]).unwrap();
        assert_eq!(text, format!("{ABC}  a\n{ABC}  z\n"));
    }

    #[test]
    fn what_is_not_there_is_named() {
        assert!(list(&["a", "/nowhere"])
            .unwrap_err()
            .starts_with("/nowhere: "));
        assert_eq!(list(&["a"]).unwrap_err(), "a has a name and no path");
    }
}
