//! A release of rules_pgrx as a registry has it: an archive, and the entry that `.bcr` is the
//! template of.

use std::fs;
use std::path::{Path, PathBuf};

use data_encoding::BASE64;
use sha2::{Digest, Sha256};

use crate::{text_of, Consumer};

/// The templates' placeholders, as the release of `version` fills them.
pub fn filled(template: &str, version: &str) -> String {
    let tag = format!("v{version}");
    [("REPO", "rules_pgrx"), ("VERSION", version), ("TAG", &tag)]
        .iter()
        .fold(template.to_owned(), |text, (name, value)| {
            text.replace(&format!("{{{name}}}"), value)
        })
}

/// A string of a JSON object or of a call in Starlark, by what stands before it.
pub fn string_after<'a>(text: &'a str, before: &str) -> &'a str {
    let (_, rest) = text
        .split_once(before)
        .unwrap_or_else(|| panic!("no {before} in\n{text}"));
    rest.split('"').nth(1).expect("a string")
}

/// Writes a registry with the release in `archive` below `folder`, for a MODULE.bazel and a
/// source.template.json.
fn write_registry(folder: &Path, archive: &Path, module: &str, template: &str) {
    let version = string_after(module, "version =");
    let source = filled(template, version);
    let url = string_after(&source, "\"url\":");
    let name = archive.file_name().and_then(|name| name.to_str());
    assert_eq!(url.rsplit('/').next(), name, "the archive of {url}");
    let bytes = fs::read(archive).expect("the archive");
    let integrity = format!("sha256-{}", BASE64.encode(&Sha256::digest(bytes)));
    let source = source
        .replace(url, &format!("file://{}", archive.display()))
        .replace(
            "\"integrity\": \"\"",
            &format!("\"integrity\": {integrity:?}"),
        );
    let entry = folder.join("modules/rules_pgrx").join(version);
    fs::create_dir_all(&entry).expect("an entry");
    for (file, text) in [
        (folder.join("bazel_registry.json"), "{}"),
        (entry.join("MODULE.bazel"), module),
        (entry.join("source.json"), &source),
    ] {
        fs::write(file, text).expect("a file of the registry");
    }
}

/// The line of a MODULE.bazel that asks for rules_rust.
fn rules_rust(module: &str) -> &str {
    let mut lines = module.lines();
    lines
        .find(|line| line.starts_with("bazel_dep(name = \"rules_rust\","))
        .expect("it asks for rules_rust")
}

/// The consumer takes rules_pgrx from an archive by a registry, instead of from its folder.
pub fn release(consumer: &mut Consumer, archive: &Path) {
    let root = consumer.rules_pgrx().to_owned();
    let module = text_of(&root.join("MODULE.bazel"));
    let template = text_of(&root.join(".bcr/source.template.json"));
    let beside: PathBuf = consumer.workspace().with_extension("release");
    write_registry(&beside.join("registry"), archive, &module, &template);
    let folder = format!("{:?}", root.display().to_string());
    let here = format!(
        "local_path_override(\n    module_name = \"rules_pgrx\",\n    path = {folder},\n)\n"
    );
    consumer.edit("MODULE.bazel", &here, "");
    // A test has no central registry, but the modules that this one asks for.
    let example = text_of(&consumer.workspace().join("MODULE.bazel"));
    consumer.edit("MODULE.bazel", rules_rust(&example), rules_rust(&module));
    // As Bazel 8 and 9 have it by default: no glob is empty for what a release leaves out.
    let flags = format!(
        "common --registry=file://{}/registry\ncommon --incompatible_disallow_empty_glob\n",
        beside.display()
    );
    consumer.write(".bazelrc", &flags);
}

/// What the central registry's presubmit builds of the example.
pub fn presubmit_targets(root: &Path) -> Vec<String> {
    let presubmit = text_of(&root.join(".bcr/presubmit.yml"));
    let lines = presubmit.lines().map(str::trim);
    let targets: Vec<_> = lines
        .filter_map(|line| line.strip_prefix("- //"))
        .map(|target| format!("//{target}"))
        .collect();
    assert!(!targets.is_empty(), "the presubmit builds nothing");
    targets
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholders_are_those_of_the_templates() {
        assert_eq!(
            filled("{REPO}-{VERSION} {OWNER} {REPO}-{TAG}.tar.gz", "1.2"),
            "rules_pgrx-1.2 {OWNER} rules_pgrx-v1.2.tar.gz"
        );
    }

    #[test]
    fn strings_are_found_by_what_is_before() {
        assert_eq!(string_after("a: \"b\", version = \"1\"", "version ="), "1");
    }
}
