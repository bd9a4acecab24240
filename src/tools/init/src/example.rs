//! A new extension: examples/hello by another name.

use std::fs;
use std::path::Path;

use crate::cargo::Extension;
use crate::error::{file, Error, Result};
use crate::plan::Plan;

/// The example's name, which each file but the Rust sources has instead of the new one.
const HELLO: &str = "hello";
/// Its files; `{}` stands for the name. The BUILD files of an extension are the same for a new one.
const FILES: [&str; 6] = [
    "Cargo.toml",
    "Cargo.lock",
    "src/lib.rs",
    "{}.control",
    "sql/{}.sql",
    "expected/{}.out",
];
/// Where the name stands in them.
const PLACES: [&str; 3] = [
    "name = \"{}\"\n",
    "module_pathname = '{}'\n",
    "CREATE EXTENSION {};\n",
];

/// Plans the files of an extension called like `folder`.
///
/// # Errors
/// Where that is no name for one.
pub fn copy(checkout: &Path, folder: &Path, plan: &mut Plan) -> Result<Extension> {
    let name = folder.file_name().unwrap_or_default().to_string_lossy();
    if !is_name(&name) {
        return Err(Error::Name { name: name.into() });
    }
    let example = checkout.join("examples/hello");
    for path in FILES {
        let from = example.join(path.replace("{}", HELLO));
        let text = fs::read_to_string(&from).map_err(file("read", &from))?;
        let text = match path {
            "Cargo.lock" => lock(&text, &name),
            _ => renamed(&text, &name),
        };
        plan.write(&path.replace("{}", &name), text);
    }
    let manifest = example.join("Cargo.toml");
    let text = fs::read_to_string(&manifest).map_err(file("read", &manifest))?;
    Ok(Extension {
        majors: crate::cargo::known_majors(|feature| text.contains(&format!("\n{feature} = "))),
        name: name.into(),
    })
}

/// What is a name in Cargo, in SQL without quotes, and in Rust.
fn is_name(name: &str) -> bool {
    let word =
        |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '_';
    name.starts_with(|letter: char| letter.is_ascii_lowercase()) && name.chars().all(word)
}

fn renamed(text: &str, name: &str) -> String {
    PLACES.iter().fold(text.to_owned(), |text, place| {
        text.replace(&place.replace("{}", HELLO), &place.replace("{}", name))
    })
}

/// A Cargo.lock with the package renamed: cargo sorts packages by their names.
fn lock(text: &str, name: &str) -> String {
    const BEGIN: &str = "[[package]]\n";
    let text = renamed(text, name);
    let mut parts = text.split(BEGIN).map(|part| part.trim_end().to_owned());
    let head = parts.next().unwrap_or_default();
    let mut packages: Vec<String> = parts.collect();
    // By the line `name = "..."`, without its end: `a` comes before `a-b`. Versions are sorted already.
    let key = |package: &String| package.lines().next().unwrap_or_default().replace('"', " ");
    packages.sort_by_key(key);
    let packages = packages
        .iter()
        .map(|package| format!("\n{BEGIN}{package}\n"));
    head + "\n" + &packages.collect::<String>()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lock_stays_sorted() {
        let text = "# x\nversion = 4\n\n[[package]]\nname = \"hello\"\nversion = \"0.1.0\"\ndependencies = [\n \"a\",\n]\n\n[[package]]\nname = \"serde\"\n\n[[package]]\nname = \"serde-x\"\n";
        assert_eq!(lock(text, "hello"), text);
        let moved = lock(text, "zzz");
        assert!(
            moved.ends_with("name = \"zzz\"\nversion = \"0.1.0\"\ndependencies = [\n \"a\",\n]\n"),
            "{moved}"
        );
        assert_eq!(moved.matches("[[package]]").count(), 3);
    }

    #[test]
    fn names_are_those_of_extensions() {
        for (name, good) in [
            ("a_1", true),
            ("1a", false),
            ("a-b", false),
            ("A", false),
            ("", false),
        ] {
            assert_eq!(is_name(name), good, "{name}");
        }
    }
}
