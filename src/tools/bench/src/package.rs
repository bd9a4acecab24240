//! The extension as a Cargo package: what its author would have written, taken from
//! its Bazel target, `thirdparty/Cargo.toml` and `thirdparty/Cargo.lock`.
//!
//! ```text
//! Cargo.toml            workspace, release profile
//! Cargo.lock            thirdparty/Cargo.lock, as cargo extends it by the extension
//! thirdparty/           the pinned dependencies, so that the lock stays whole
//! extension/Cargo.toml
//! extension/src         link to the copy's sources
//! ```

use std::collections::BTreeSet;
use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::error::{io, json, Error, Result};

/// The profile that `pgrx_release` amounts to; `panic` is what PostgreSQL needs.
const WORKSPACE: &str = r#"[workspace]
members = ["extension", "thirdparty"]
resolver = "2"

[profile.release]
opt-level = 3
lto = "fat"
codegen-units = 1
panic = "unwind"
strip = "symbols"
"#;

/// A crate as its Bazel target (`rust_shared_library`) describes it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Crate {
    /// The crate's name, also the extension's.
    pub name: String,
    pub version: String,
    pub edition: String,
    /// Names of crates it depends on.
    pub dependencies: Vec<String>,
}

impl Crate {
    /// Reads the answer of `bazel query --output=streamed_jsonproto <target>`.
    pub fn parse(answer: &str) -> Result<Crate> {
        let target: Value =
            serde_json::from_str(answer.trim()).map_err(json("bazel query's answer"))?;
        let mut found = Crate::default();
        let attributes = target.pointer("/rule/attribute").and_then(Value::as_array);
        for attribute in attributes.into_iter().flatten() {
            let text = || {
                attribute["stringValue"]
                    .as_str()
                    .unwrap_or_default()
                    .to_owned()
            };
            match attribute["name"].as_str().unwrap_or_default() {
                "crate_name" => found.name = text(),
                "version" => found.version = text(),
                "edition" => found.edition = text(),
                "deps" => found.dependencies = crates(&attribute["stringListValue"]),
                _ => {}
            }
        }
        Ok(found)
    }
}

/// The names of those labels that are crates: `@crates//:x`, as the query spells it.
fn crates(labels: &Value) -> Vec<String> {
    let labels = labels.as_array().into_iter().flatten();
    labels
        .filter_map(Value::as_str)
        .filter_map(|label| label.split_once("crates//:"))
        .map(|(_, name)| name.to_owned())
        .collect()
}

/// Writes the package into `folder`; `sources` is the extension's folder in `workspace`.
pub fn write(
    folder: &Path,
    workspace: &Path,
    sources: &Path,
    of: &Crate,
    major: &str,
) -> Result<()> {
    let pinned = workspace.join("thirdparty/Cargo.toml");
    let text = fs::read_to_string(&pinned).map_err(io("read", &pinned))?;
    let manifest = manifest(of, major, &text, &pinned)?;
    put(&folder.join("Cargo.toml"), WORKSPACE.as_bytes())?;
    put(&folder.join("extension/Cargo.toml"), manifest.as_bytes())?;
    for (from, to) in [
        ("thirdparty/Cargo.toml", "thirdparty/Cargo.toml"),
        ("thirdparty/none.rs", "thirdparty/none.rs"),
        ("thirdparty/Cargo.lock", "Cargo.lock"),
    ] {
        let from = workspace.join(from);
        put(
            &folder.join(to),
            &fs::read(&from).map_err(io("read", &from))?,
        )?;
    }
    let link = folder.join("extension/src");
    symlink(sources.join("src"), &link).map_err(io("link", &link))
}

fn put(path: &PathBuf, bytes: &[u8]) -> Result<()> {
    let parent = path.parent().expect("a file in a folder");
    fs::create_dir_all(parent).map_err(io("make", parent))?;
    fs::write(path, bytes).map_err(io("write", path))
}

fn manifest(of: &Crate, major: &str, pinned: &str, path: &Path) -> Result<String> {
    let mut text = format!(
        "[package]\nname = \"{}\"\nversion = \"{}\"\nedition = \"{}\"\n\n\
         [lib]\ncrate-type = [\"cdylib\"]\n\n\
         [features]\ndefault = [\"pg{major}\"]\npg{major} = [\"pgrx/pg{major}\"]\n\n[dependencies]\n",
        of.name, of.version, of.edition
    );
    for name in &of.dependencies {
        let line = pinned
            .lines()
            .find(|line| line.split_once(" = ").is_some_and(|(key, _)| key == name))
            .ok_or_else(|| Error::NoDependency {
                manifest: path.into(),
                name: name.clone(),
            })?;
        text += line;
        text += "\n";
    }
    Ok(text)
}

/// Checks that `extended` is `pinned` with nothing but the package `name` added.
pub fn check_lock(pinned: &str, extended: &str, name: &str) -> Result<()> {
    let (before, after) = (packages(pinned), packages(extended));
    let own = format!("name = \"{name}\"");
    let gone = before.difference(&after).map(|package| ("- ", package));
    let new = after.difference(&before).map(|package| ("+ ", package));
    let difference: Vec<String> = gone
        .chain(new)
        .filter(|(_, package)| !package.lines().any(|line| line == own))
        .map(|(sign, package)| sign.to_owned() + &package.replace('\n', " "))
        .collect();
    match difference.is_empty() {
        true => Ok(()),
        false => Err(Error::OtherCrates {
            difference: difference.join("\n"),
        }),
    }
}

fn packages(lock: &str) -> BTreeSet<&str> {
    lock.split("[[package]]\n").skip(1).map(str::trim).collect()
}

#[cfg(test)]
#[path = "package_test.rs"]
mod tests;
