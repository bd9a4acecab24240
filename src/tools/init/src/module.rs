//! The text of MODULE.bazel and BUILD.bazel.

use std::path::Path;

use crate::cargo::Extension;

const VERSION: &str = env!("RULES_PGRX_VERSION");

/// The universe of an extension: `crates`, or one of several.
fn universe(extension: &Extension, extensions: &[Extension]) -> String {
    match extensions.len() {
        1 => "crates".into(),
        _ => format!("{}_crates", extension.name.replace('-', "_")),
    }
}

/// Where rules_pgrx is, as seen from `folder`: beside it, which other machines may have too, or
/// anywhere on this one.
fn path_to(checkout: &Path, folder: &Path) -> String {
    match (checkout.parent(), checkout.file_name()) {
        (Some(parent), Some(name)) if folder.parent() == Some(parent) => {
            format!("../{}", name.to_string_lossy())
        }
        _ => checkout.display().to_string(),
    }
}

/// `MODULE.bazel` of the module in `folder`, which finds rules_pgrx in `checkout`; both are absolute.
pub fn module(checkout: &Path, folder: &Path, extensions: &[Extension]) -> String {
    let name = folder.file_name().unwrap_or_default().to_string_lossy();
    let mut text = format!(
        "module(name = \"{}\")

bazel_dep(name = \"rules_pgrx\", version = \"{VERSION}\")

# Until the central registry has rules_pgrx.
local_path_override(
    module_name = \"rules_pgrx\",
    path = \"{}\",
)

pgrx = use_extension(\"@rules_pgrx//build:extensions.bzl\", \"pgrx\")
",
        module_name(&name),
        path_to(checkout, folder)
    );
    for extension in extensions {
        text += &format!(
            "pgrx.crates(\n    name = \"{}\",\n    cargo_lockfile = \"//:Cargo.lock\",\n",
            universe(extension, extensions)
        );
        if extensions.len() > 1 {
            text += &format!("    extension = \"{}\",\n", extension.name);
        }
        text += "    manifests = [\"//:Cargo.toml\"],\n)\n";
    }
    let mut names: Vec<_> = extensions.iter().map(|e| universe(e, extensions)).collect();
    names.sort();
    let names: Vec<_> = names.iter().map(|name| format!("\"{name}\"")).collect();
    text + &format!("use_repo(pgrx, {})\n", names.join(", "))
}

/// A name that Bazel takes for a module: `[a-z]([a-z0-9._-]*[a-z0-9])?`.
fn module_name(folder: &str) -> String {
    let lower = folder.to_lowercase();
    let taken = |letter: char| letter.is_ascii_alphanumeric() || "._-".contains(letter);
    let name: String = lower.chars().filter(|letter| taken(*letter)).collect();
    let name = name.trim_start_matches(|letter: char| !letter.is_ascii_lowercase());
    let name = name.trim_end_matches(|letter: char| !letter.is_ascii_alphanumeric());
    match name {
        "" => "extension".into(),
        name => name.into(),
    }
}

/// `BUILD.bazel`: a `pgrx_crate` for each extension.
pub fn build(extensions: &[Extension]) -> String {
    let mut loads = String::new();
    let mut rules = String::new();
    for extension in extensions {
        let universe = universe(extension, extensions);
        let rule = match extensions.len() {
            1 => "pgrx_crate".into(),
            _ => format!("{}_crate", extension.name.replace('-', "_")),
        };
        let symbol = match extensions.len() {
            1 => "\"pgrx_crate\"".into(),
            _ => format!("{rule} = \"pgrx_crate\""),
        };
        loads += &format!("load(\"@{universe}//:pgrx.bzl\", {symbol})\n");
        let majors = extension.majors.iter();
        let majors: String = majors
            .map(|major| format!("        \"{major}\",\n"))
            .collect();
        rules += &format!(
            "\n{rule}(\n    name = \"{}\",\n    majors = [\n{majors}    ],\n)\n",
            extension.name
        );
    }
    loads + &rules
}

#[cfg(test)]
mod tests {
    use super::*;

    fn extension(name: &str) -> Extension {
        Extension {
            name: name.into(),
            majors: vec!["17".into(), "18".into()],
        }
    }

    #[test]
    fn each_of_several_extensions_has_a_universe() {
        let both = [extension("one-two"), extension("b")];
        let text = module(Path::new("/rules"), Path::new("/My Ext_1-"), &both);
        assert!(text.starts_with("module(name = \"myext_1\")\n"), "{text}");
        assert!(text.contains("    path = \"../rules\",\n"), "{text}");
        let far = module(Path::new("/rules"), Path::new("/far/x"), &both);
        assert!(far.contains("    path = \"/rules\",\n"), "{far}");
        for part in [
            "    name = \"one_two_crates\",\n    cargo_lockfile = \"//:Cargo.lock\",\n    extension = \"one-two\",\n",
            "use_repo(pgrx, \"b_crates\", \"one_two_crates\")\n",
        ] {
            assert!(text.contains(part), "{text}");
        }
        let text = build(&both);
        for part in [
            "load(\"@one_two_crates//:pgrx.bzl\", one_two_crate = \"pgrx_crate\")\n",
            "\none_two_crate(\n    name = \"one-two\",\n    majors = [\n        \"17\",\n        \"18\",\n    ],\n)\n",
        ] {
            assert!(text.contains(part), "{text}");
        }
    }

    #[test]
    fn a_module_has_a_name_that_bazel_takes() {
        for (folder, name) in [("0-Ab.c", "ab.c"), ("ü", "extension"), ("x_", "x")] {
            assert_eq!(module_name(folder), name, "{folder}");
        }
    }
}
