//! Writes what an action sees into the file that is its argument, a line each:
//!
//! - `env NAME=VALUE`
//! - `file PATH`: whatever is no folder, outside of /proc and of the action's own folder
//! - `network NAME`: an interface
//! - `escape PATH`: another process's root folder that can be entered and holds a /usr

use std::fmt::Write;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// A view with more entries than this is a machine; it needs no complete list.
const MANY: usize = 5_000;

fn main() -> io::Result<()> {
    let output = std::env::args_os().nth(1).expect("usage: probe FILE");
    let own = std::env::current_dir()?;
    let mut report = String::new();
    let mut files = Vec::new();
    walk(Path::new("/"), &own, &mut files);
    files.sort();
    for (name, value) in std::env::vars() {
        writeln!(report, "env {name}={value}").expect("memory");
    }
    for path in files {
        writeln!(report, "file {}", path.display()).expect("memory");
    }
    for line in fs::read_to_string("/proc/self/net/dev")?.lines().skip(2) {
        let name = line.split(':').next().unwrap_or_default();
        writeln!(report, "network {}", name.trim()).expect("memory");
    }
    for process in fs::read_dir("/proc")?.flatten() {
        let root = process.path().join("root");
        if root.join("usr").exists() {
            writeln!(report, "escape {}", root.display()).expect("memory");
        }
    }
    fs::write(output, report)
}

fn walk(folder: &Path, own: &Path, files: &mut Vec<PathBuf>) {
    // What can't be read isn't seen.
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path == own || path == Path::new("/proc") || files.len() > MANY {
            continue;
        }
        match entry.file_type() {
            Ok(kind) if kind.is_dir() => walk(&path, own, files),
            _ => files.push(path),
        }
    }
}
