//! `bazel run <extension>.rust_project`: what rust-analyzer would read is there, and true.
//!
//! `RUST_PROJECT` names the target's program.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::sync::LazyLock;

use serde_json::Value;

/// What is written for the extension in this tree.
static PROJECT: LazyLock<Value> = LazyLock::new(|| {
    let program = std::env::var_os("RUST_PROJECT").expect("RUST_PROJECT");
    let workspace = tidy::tree::workspace().unwrap_or_else(|error| panic!("{error}"));
    let folder = tempfile::tempdir().unwrap();
    let mut command = Command::new(program);
    command.env("BUILD_WORKSPACE_DIRECTORY", workspace);
    command.env("BUILD_WORKING_DIRECTORY", folder.path());
    let status = command.arg("--out=written.json").status().unwrap();
    assert!(status.success(), "{status}");
    let text = fs::read_to_string(folder.path().join("written.json")).unwrap();
    serde_json::from_str(&text).unwrap()
});

fn crates() -> &'static [Value] {
    PROJECT["crates"].as_array().unwrap()
}

/// The crates of a name.
fn named(name: &str) -> Vec<&'static Value> {
    let all = crates().iter();
    let found: Vec<_> = all.filter(|one| one["display_name"] == name).collect();
    assert!(!found.is_empty(), "there is no {name}");
    found
}

fn path(value: &Value) -> &Path {
    Path::new(value.as_str().unwrap_or_else(|| panic!("{value}: no path")))
}

#[test]
fn what_it_names_exists() {
    assert!(path(&PROJECT["sysroot"]).join("bin/rustc").exists());
    let std = path(&PROJECT["sysroot_src"]);
    assert!(std.join("core/src/lib.rs").exists(), "{std:?}");
    for one in crates() {
        assert!(path(&one["root_module"]).is_file(), "{one:#}");
        if one["is_proc_macro"] == true {
            assert!(path(&one["proc_macro_dylib_path"]).is_file(), "{one:#}");
        }
        if let Some(out_dir) = one["env"].get("OUT_DIR") {
            assert!(path(out_dir).is_dir(), "{one:#}");
        }
        let root = path(&one["env"]["CARGO_MANIFEST_DIR"]);
        assert!(root.is_dir(), "{one:#}");
    }
}

#[test]
fn each_dependency_is_the_crate_that_it_names() {
    for one in crates() {
        for dep in one["deps"].as_array().unwrap() {
            let index = usize::try_from(dep["crate"].as_u64().unwrap()).unwrap();
            let other = &crates()[index];
            // Nothing here renames one.
            assert_eq!(dep["name"], other["display_name"], "{one:#}");
        }
    }
}

#[test]
fn bindings_are_where_pgrx_includes_them_from() {
    for pg_sys in named("pgrx_pg_sys") {
        let features = pg_sys["cfg"].as_array().unwrap();
        let major = |cfg: &Value| {
            let text = cfg.as_str()?.strip_prefix("feature=\"pg")?;
            text.strip_suffix('"')?.parse::<u32>().ok()
        };
        let major = features.iter().find_map(major).expect("pg<major>");
        let out_dir = path(&pg_sys["env"]["OUT_DIR"]);
        let bindings = fs::read_to_string(out_dir.join(format!("pg{major}.rs")));
        assert!(bindings.unwrap().contains("pub fn palloc"));
        let include = pg_sys["source"]["include_dirs"].as_array().unwrap();
        assert!(include.contains(&pg_sys["env"]["OUT_DIR"]), "{pg_sys:#}");
    }
}

#[test]
fn the_extension_is_the_workspaces_and_sees_pgrx() {
    let [sketches] = named("sketches")[..] else {
        panic!("several");
    };
    assert_eq!(sketches["is_workspace_member"], true);
    let deps = sketches["deps"].as_array().unwrap();
    let names: Vec<_> = deps.iter().map(|dep| &dep["name"]).collect();
    for name in ["pgrx", "datasketches"] {
        assert!(names.contains(&&Value::from(name)), "{names:?}");
    }
    let version = &sketches["env"]["CARGO_PKG_VERSION"];
    assert!(version.as_str().unwrap().contains('.'), "{version}");
}
