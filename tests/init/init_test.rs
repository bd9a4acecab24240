//! What `bazel run //:init` writes for Cargo projects, and what it says of those that it can't.
//!
//! `INIT` names the program, `CARGO` the cargo that it is given.

mod program;

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use program::{checkout, init, said};
use tempfile::TempDir;

/// A copy of a consumer as its author has it: without what init writes.
fn project(folder: &str) -> (TempDir, PathBuf) {
    let parent = tempfile::tempdir().unwrap();
    let copy = parent.path().join("project");
    let from = checkout().join("tests/consumers").join(folder);
    for path in tidy::tree::files(&from).unwrap() {
        let inside = path.strip_prefix(&from).unwrap();
        if inside.ends_with("MODULE.bazel") || inside.ends_with("BUILD.bazel") {
            continue;
        }
        let to = copy.join(inside);
        fs::create_dir_all(to.parent().unwrap()).unwrap();
        fs::copy(&path, to).unwrap();
    }
    (parent, copy)
}

fn text(folder: &Path, name: &str) -> String {
    fs::read_to_string(folder.join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

fn names(folder: &Path) -> Vec<PathBuf> {
    let files = tidy::tree::files(folder).unwrap();
    let inside = files.iter().map(|path| path.strip_prefix(folder).unwrap());
    inside.map(Path::to_owned).collect()
}

/// What it says of a project that it writes nothing for.
fn refusal(here: &Path, arguments: &[&str]) -> String {
    let before = names(here);
    let output = init(here, arguments);
    assert!(!output.status.success(), "{output:?}");
    assert_eq!(names(here), before);
    String::from_utf8(output.stderr).unwrap()
}

#[test]
fn a_cargo_project_becomes_a_module() {
    // The extension may be a member, and its package and its control file called otherwise.
    for (folder, package) in [
        ("pgrx_0_16", "notes"),
        ("pgrx_0_17", "shapes"),
        ("pgrx_0_18", "series-extension"),
        ("pgrx_0_19", "pulse"),
    ] {
        let (_parent, project) = project(folder);
        let printed = said(&project, &["."]);
        let build = text(&project, "BUILD.bazel");
        // Each has a feature pg16, too, and Debian no PostgreSQL 16.
        let majors = ["15", "17", "18"].map(|major| format!("        \"{major}\",\n"));
        let majors = majors.concat();
        let expected = format!(
            "load(\"@crates//:pgrx.bzl\", \"pgrx_crate\")\n\n\
             pgrx_crate(\n    name = \"{package}\",\n    majors = [\n{majors}    ],\n)\n"
        );
        assert_eq!(build, expected, "{folder}");
        let module = text(&project, "MODULE.bazel");
        let path = format!("    path = \"{}\",\n", checkout().display());
        assert!(module.contains(&path), "{module}");
        assert!(
            printed.contains(&format!("run //:{package}.psql")),
            "{printed}"
        );
    }
}

#[test]
fn the_launcher_is_the_checkouts() {
    let (_parent, project) = project("pgrx_0_19");
    said(&project, &["."]);
    let tools = checkout().join("tools");
    for path in tidy::tree::files(&tools.join("launcher")).unwrap() {
        let name = path.strip_prefix(checkout()).unwrap();
        assert_eq!(
            fs::read(project.join(name)).unwrap(),
            fs::read(&path).unwrap()
        );
    }
    let mode = fs::metadata(project.join("tools/bazel"))
        .unwrap()
        .permissions();
    assert_eq!(mode.mode() & 0o777, 0o755);
    let version = text(&checkout(), ".bazelversion");
    assert_eq!(text(&project, ".bazelversion"), version);
    let ignored = "/bazel-*\n/rust-project.json\n";
    assert_eq!(text(&project, ".gitignore"), ignored);
}

#[test]
fn what_exists_stays() {
    let (_parent, project) = project("pgrx_0_19");
    fs::write(project.join("MODULE.bazel"), "# mine\n").unwrap();
    fs::write(project.join(".gitignore"), "/target").unwrap();
    let error = refusal(&project, &["."]);
    let begin = "init: these exist, and nothing was written: MODULE.bazel\nTo mend it: run this again with --keep,";
    assert!(error.starts_with(begin), "{error}");
    let by_hand = "\n--- MODULE.bazel\nmodule(name = \"project\")\n";
    assert!(error.contains(by_hand), "{error}");

    let printed = said(&project, &["--keep", "."]);
    assert!(!printed.contains("warning"), "{printed}");
    assert_eq!(text(&project, "MODULE.bazel"), "# mine\n");
    assert!(text(&project, "BUILD.bazel").contains("pulse"));
    let ignored = "/target\n/bazel-*\n/rust-project.json\n";
    assert_eq!(text(&project, ".gitignore"), ignored);
}

#[test]
fn a_project_is_not_new() {
    let (_parent, project) = project("pgrx_0_19");
    let folder = project.canonicalize().unwrap();
    assert_eq!(
        refusal(&project, &["--new", "."]),
        format!(
            "init: {} isn't new: it has another Cargo.toml, Cargo.lock, src/lib.rs, and nothing was written.\n\
             To mend it: leave --new out to make a module of the project that is there, or name a folder that \
             isn't there yet\n",
            folder.display()
        )
    );
}

#[test]
fn a_lock_that_git_leaves_out_is_told_of() {
    let (_parent, project) = project("pgrx_0_19");
    // As `cargo pgrx new` writes it.
    let ignored = ".DS_Store\n.idea/\n/target\n*.iml\n**/*.rs.bk\nCargo.lock\n";
    fs::write(project.join(".gitignore"), ignored).unwrap();
    let printed = said(&project, &["."]);
    let warning = "warning: .gitignore has `Cargo.lock`, and a build of your repository by anybody else takes \
                   its crates from that file.\nTo mend it: take the line out, and commit Cargo.lock\n";
    assert!(printed.ends_with(warning), "{printed}");
}

#[test]
fn what_is_no_project_is_named() {
    let (_parent, project) = project("pgrx_0_18");
    let error = refusal(&project, &["extension"]);
    let parts = [" is in the workspace of ", "To mend it: name that folder"];
    assert!(parts.iter().all(|part| error.contains(part)), "{error}");
    let error = refusal(&project, &["nowhere"]);
    assert!(error.contains("--new writes one"), "{error}");

    fs::remove_file(project.join("Cargo.lock")).unwrap();
    let error = refusal(&project, &["."]);
    assert!(error.contains("cargo generate-lockfile"), "{error}");

    let other = tempfile::tempdir().unwrap();
    let manifest = "[package]\nname = \"other\"\n[lib]\npath = \"lib.rs\"\n";
    for (name, text) in [("Cargo.toml", manifest), ("Cargo.lock", ""), ("lib.rs", "")] {
        fs::write(other.path().join(name), text).unwrap();
    }
    let error = refusal(other.path(), &["."]);
    assert!(error.contains(" has no extension: no package "), "{error}");
}

#[test]
fn a_new_extension_is_the_example_by_another_name() {
    let here = tempfile::tempdir().unwrap();
    said(here.path(), &["--new", "greetings"]);
    let new = here.path().join("greetings");
    for name in ["Cargo.toml", "Cargo.lock"] {
        let text = text(&new, name);
        let renamed = text.contains("\nname = \"greetings\"\n");
        assert!(renamed && !text.contains("\"hello\""), "{text}");
    }
    let sql = "CREATE EXTENSION greetings;\nSELECT hello('world');\n";
    assert_eq!(text(&new, "sql/greetings.sql"), sql);
    assert!(
        text(&new, "expected/greetings.out").starts_with(sql.split_inclusive('\n').next().unwrap())
    );
    assert!(text(&new, "greetings.control").contains("'greetings'"));
    assert!(text(&new, "BUILD.bazel").contains("name = \"greetings\""));

    let error = refusal(here.path(), &["--new", "Not-A-Name"]);
    assert!(
        error.contains("\"Not-A-Name\" can't be the name"),
        "{error}"
    );
    // There already, to the letter.
    let printed = said(here.path(), &["--new", "greetings"]);
    assert!(!printed.contains("wrote"), "{printed}");
}
