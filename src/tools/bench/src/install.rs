//! A library as an installed extension of any name, so that one server can have two.

use std::fs;
use std::path::{Path, PathBuf};

use crate::error::{io, Result};
use crate::speed::Contest;

/// Lays a library out as the extension `name`, with the SQL and control file of the
/// extension; returns the tree.
pub fn install(contest: &Contest, library: &Path, name: &str, scratch: &Path) -> Result<PathBuf> {
    let tree = scratch.join("install").join(name);
    let major = contest.spec.major;
    let lib = tree.join(format!("lib/postgresql/{major}/lib"));
    let extension = tree.join(format!("share/postgresql/{major}/extension"));
    for folder in [&lib, &extension] {
        fs::create_dir_all(folder).map_err(io("make", folder))?;
    }
    fs::copy(library, lib.join(format!("{name}.so"))).map_err(io("copy", library))?;
    let share = &contest.share;
    for entry in fs::read_dir(share).map_err(io("read", share))?.flatten() {
        let path = entry.path();
        let file = entry
            .file_name()
            .to_string_lossy()
            .replacen(&contest.extension, name, 1);
        let text = fs::read_to_string(&path).map_err(io("read", &path))?;
        let text = match file.ends_with(".control") {
            true => redirect(&text, name),
            false => text,
        };
        let to = extension.join(file);
        fs::write(&to, text).map_err(io("write", &to))?;
    }
    Ok(tree)
}

/// A control file that loads the library `name`.
fn redirect(control: &str, name: &str) -> String {
    let lines = control
        .lines()
        .map(|line| match line.starts_with("module_pathname") {
            true => format!("module_pathname = '$libdir/{name}'\n"),
            false => format!("{line}\n"),
        });
    lines.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_second_extension_loads_its_own_library() {
        let folder = tempfile::tempdir().unwrap();
        let (share, library) = (folder.path().join("s"), folder.path().join("libe.so"));
        fs::create_dir(&share).unwrap();
        fs::write(
            share.join("e.control"),
            "module_pathname = 'e'\nrelocatable = true\n",
        )
        .unwrap();
        fs::write(share.join("e--1.sql"), "SELECT 1;\n").unwrap();
        fs::write(&library, "x").unwrap();
        let spec = r#"{"cpu": "c", "major": 17, "root": "r", "tuple": "t", "loader": "l"}"#;
        let contest = Contest {
            extension: "e".into(),
            spec: serde_json::from_str(spec).unwrap(),
            share,
            ours: library.clone(),
            cargo: library.clone(),
        };
        let tree = install(&contest, &library, "e_cargo", folder.path()).unwrap();
        let read = |file: &str| fs::read_to_string(tree.join(file)).unwrap();
        let control = read("share/postgresql/17/extension/e_cargo.control");
        assert_eq!(
            control,
            "module_pathname = '$libdir/e_cargo'\nrelocatable = true\n"
        );
        assert_eq!(
            read("share/postgresql/17/extension/e_cargo--1.sql"),
            "SELECT 1;\n"
        );
        assert_eq!(read("lib/postgresql/17/lib/e_cargo.so"), "x");
    }
}
