//! The server's programs: a script for each, and what the script starts.
//!
//! PostgreSQL's programs take `argv[0]` for their own file. Beside it they find the installation
//! and one another, and they start one another by execve(2), which must meet a script
//! ([`crate::wrapper`]). What loaders of all releases pass on as `argv[0]` is the path of the file
//! that they load. So each program has a view of the installation in which it alone is no script:
//!
//! ```text
//! <tree>/<programs>/<name>             a script, which starts
//! <views>/<name>/<programs>/<name>     a copy of the program; all else there links into the tree
//! ```

use std::ffi::OsStr;
use std::fs;
use std::os::unix::fs::{symlink, PermissionsExt};
use std::path::{Path, PathBuf};

use elf_gate::image::Image;

use crate::error::{self, Error, Result};
use crate::spec::ServerSpec;
use crate::tree::{list, make};
use crate::wrapper::Runner;

/// What a search path begins with that counts from the program's folder.
const ORIGINS: [&str; 2] = ["$ORIGIN", "${ORIGIN}"];

/// Makes the scripts, in `tree`, and the views, in the folder `views`.
///
/// # Errors
/// Where a file can't be read or written.
pub fn create(tree: &Path, views: &Path, spec: &ServerSpec, runner: &Runner) -> Result<()> {
    let bin = tree.join(&spec.layout.programs);
    make(&bin)?;
    let mut programs = list(&spec.bin_dir())?;
    programs.retain(|(_, path)| path.is_file());
    for (name, program) in &programs {
        let libraries = libraries_beside(program)?;
        let script = runner.clone().with_libraries(&libraries);
        write_script(&bin.join(name), &script.script(&copy_of(views, spec, name)))?;
    }
    // The server asks `locale -a` for the collations that exist: the target's.
    let locale = spec.usr().join("bin/locale");
    if locale.exists() {
        write_script(&bin.join("locale"), &runner.script(&locale))?;
    }
    for (name, program) in &programs {
        let copy = spec.layout.programs.join(name);
        let way: Vec<_> = copy.iter().collect();
        view(tree, &views.join(name), &way)?;
        let copy = copy_of(views, spec, name);
        fs::copy(program, &copy).map_err(error::file("copy a program to", &copy))?;
    }
    Ok(())
}

/// The copy of a program that runs.
pub fn copy_of(views: &Path, spec: &ServerSpec, name: &OsStr) -> PathBuf {
    views.join(name).join(&spec.layout.programs).join(name)
}

/// Makes `to` of links into `from`: of all but what lies at the end of `way`.
fn view(from: &Path, to: &Path, way: &[&OsStr]) -> Result<()> {
    make(to)?;
    for (name, path) in list(from)? {
        let to = to.join(&name);
        match way {
            [next] if **next == name => {}
            [next, rest @ ..] if **next == name => view(&path, &to, rest)?,
            _ => symlink(&path, &to).map_err(error::file("link", &to))?,
        }
    }
    Ok(())
}

/// The folders that a program looks for libraries in, counted from its own, which a copy is not in.
fn libraries_beside(program: &Path) -> Result<Vec<PathBuf>> {
    let bytes = fs::read(program).map_err(error::file("read", program))?;
    if !bytes.starts_with(b"\x7fELF") {
        return Ok(Vec::new());
    }
    let image = Image::parse(program, &bytes).map_err(|e| Error::Input(e.to_string()))?;
    let folder = program.parent().expect("a file is in a folder");
    let below = |path: &String| {
        let mut rest = ORIGINS
            .iter()
            .filter_map(|origin| path.strip_prefix(origin));
        rest.next()
            .map(|rest| folder.join(rest.trim_start_matches('/')))
    };
    Ok(image.search_paths.iter().filter_map(below).collect())
}

fn write_script(path: &Path, script: &[u8]) -> Result<()> {
    fs::write(path, script).map_err(error::file("write", path))?;
    let executable = fs::Permissions::from_mode(0o755);
    fs::set_permissions(path, executable).map_err(error::file("make executable", path))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_program_is_itself_in_its_own_view_alone() {
        let t = tempfile::tempdir().unwrap();
        let spec = ServerSpec {
            root: t.path().join("root"),
            ..crate::wrapper::test_spec(17, None)
        };
        fs::create_dir_all(spec.bin_dir()).unwrap();
        for name in ["initdb", "postgres"] {
            fs::write(spec.bin_dir().join(name), name).unwrap();
        }
        let (tree, views) = (t.path().join("tree"), t.path().join("views"));
        fs::create_dir_all(tree.join(&spec.layout.share)).unwrap();
        let runner = Runner::new(&spec, Path::new("/p"));
        create(&tree, &views, &spec, &runner).unwrap();
        let copy = copy_of(&views, &spec, OsStr::new("initdb"));
        assert_eq!(fs::read_to_string(&copy).unwrap(), "initdb");
        assert!(!copy.is_symlink());
        let script = fs::read_to_string(copy.with_file_name("postgres")).unwrap();
        let started = copy_of(&views, &spec, OsStr::new("postgres"));
        let last = format!(" '{}' \"$@\"\n", started.display());
        assert!(script.ends_with(&last), "{script}");
        let share = views.join("initdb").join(&spec.layout.share);
        assert_eq!(
            fs::canonicalize(share).unwrap(),
            fs::canonicalize(tree.join(&spec.layout.share)).unwrap()
        );
    }
}
