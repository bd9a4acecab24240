//! A module registry for a workspace without dependencies.
//!
//! Bazel itself depends on a handful of modules, and asks a registry about them
//! before it does anything. Fetching our repositories uses none of them, so that
//! stubs answer; with these no network is needed, whatever Bazel it is.

use std::fs;
use std::path::Path;

/// Asked for by the module that Bazel makes up for the machine's own platform.
const MADE_UP: (&str, &str) = ("platforms", "0.0.7");

/// Writes a registry into `folder` that has every module that the `MODULE.bazel` names.
pub fn write(folder: &Path, module_bazel: &str) {
    fs::create_dir_all(folder).expect("the registry's folder");
    fs::write(folder.join("bazel_registry.json"), "{}").expect("the registry");
    for (name, version) in dependencies(module_bazel).chain([MADE_UP]) {
        let module = folder.join("modules").join(name).join(version);
        fs::create_dir_all(&module).expect("a module's folder");
        fs::write(
            module.join("MODULE.bazel"),
            format!("module(name = {name:?}, version = {version:?})\n"),
        )
        .expect("a module");
        fs::write(
            module.join("source.json"),
            r#"{"type": "local_path", "path": "/nonexistent"}"#,
        )
        .expect("a module's source");
    }
}

/// (name, version) of each `bazel_dep` in a `MODULE.bazel`.
fn dependencies(module_bazel: &str) -> impl Iterator<Item = (&str, &str)> {
    module_bazel
        .split("\nbazel_dep(")
        .skip(1)
        .filter_map(|call| {
            let call = &call[..call.find(')')?];
            Some((value(call, "name")?, value(call, "version")?))
        })
}

/// The value of `key = "value"`.
fn value<'a>(call: &'a str, key: &str) -> Option<&'a str> {
    let argument = call
        .split(',')
        .find(|argument| argument.trim_start().starts_with(key))?;
    argument.split('"').nth(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dependencies_are_read_in_any_form() {
        let text = r#"
module(name = "bazel_tools")
bazel_dep(name = "a", version = "1.0", repo_name = "b")
# bazel_dep(name = "comment", version = "1")
bazel_dep(
    name = "c",
    version = "2.bcr.3",
)
"#;
        let found: Vec<_> = dependencies(text).collect();
        assert_eq!(found, [("a", "1.0"), ("c", "2.bcr.3")]);
    }
}
