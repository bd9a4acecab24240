//! One text with all licences: who, under what, and each text once.

use crate::crates::{read_text, Crate};
use crate::Error;
use std::fmt::Write;
use std::path::PathBuf;
use std::str::FromStr;

/// What the crates are linked into.
#[derive(Debug, Clone)]
pub struct Product {
    /// Its name.
    pub name: String,
    /// Its version.
    pub version: String,
    /// Who holds its copyright.
    pub copyright: String,
    /// SPDX expression of its licence.
    pub licence: String,
    /// Files with texts of its licence.
    pub texts: Vec<PathBuf>,
}

/// A Debian package whose code is linked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Package {
    /// `<name> <version>`.
    pub name: String,
    /// What it says of its licences, if there is a text.
    pub text: Option<PathBuf>,
}

impl FromStr for Package {
    type Err = &'static str;

    fn from_str(argument: &str) -> Result<Self, Self::Err> {
        let (name, text) = argument
            .split_once('=')
            .ok_or("expected <name> <version>=<file>")?;
        Ok(Self {
            name: name.to_owned(),
            text: (!text.is_empty()).then(|| text.into()),
        })
    }
}

/// The standard library is linked into every crate and is in no list of crates.
const STANDARD_LIBRARY: &str =
    "the Rust standard library: MIT OR Apache-2.0; no text in its package";

/// The notices, as text of at most 100 columns but for the licences themselves.
///
/// # Errors
/// A text cannot be read.
pub fn notices(product: &Product, crates: &[Crate], packages: &[Package]) -> Result<String, Error> {
    let mut texts = Texts::default();
    let mut out = String::new();
    let own = texts.numbers(&product.texts)?;
    let Product {
        name,
        version,
        copyright,
        licence,
        ..
    } = product;
    line(&mut out, &format!("{name} {version}"));
    line(&mut out, &format!("Copyright: {copyright}"));
    line(&mut out, &format!("Licence: {licence}{own}"));
    line(
        &mut out,
        "\nIts library holds code of these crates, unchanged, each under its own licence:\n",
    );
    for linked in crates {
        let licence = linked.licence.as_deref().unwrap_or("a licence of its own");
        let numbers = texts.numbers(&linked.texts)?;
        line(
            &mut out,
            &format!("- {} {}: {licence}{numbers}", linked.name, linked.version),
        );
        if let Some(repository) = &linked.repository {
            line(&mut out, &format!("  {repository}"));
        }
    }
    line(&mut out, &format!("- {STANDARD_LIBRARY}"));
    if !packages.is_empty() {
        line(&mut out, "\nAnd of these Debian packages:\n");
    }
    for Package { name, text } in packages {
        let numbers = texts.numbers(text.as_slice())?;
        line(&mut out, &format!("- {name}{numbers}"));
    }
    for (index, text) in texts.0.iter().enumerate() {
        line(
            &mut out,
            &format!("\n==== text {} ====\n\n{text}", index + 1),
        );
    }
    Ok(out)
}

/// Different texts, in the order in which they were first seen.
#[derive(Default)]
struct Texts(Vec<String>);

impl Texts {
    /// `; texts 2, 5`: where the texts of `files` stand.
    fn numbers(&mut self, files: &[PathBuf]) -> Result<String, Error> {
        let mut numbers = Vec::new();
        for file in files {
            let text = read_text(file)?;
            let text = text
                .lines()
                .map(str::trim_end)
                .collect::<Vec<_>>()
                .join("\n");
            let text = text.trim_matches('\n').to_owned();
            let index = self
                .0
                .iter()
                .position(|known| *known == text)
                .unwrap_or_else(|| {
                    self.0.push(text);
                    self.0.len() - 1
                });
            numbers.push(index + 1);
        }
        numbers.sort_unstable();
        numbers.dedup();
        Ok(match &numbers[..] {
            [] => "; no text in its archive".to_owned(),
            [one] => format!("; text {one}"),
            many => {
                let many: Vec<_> = many.iter().map(usize::to_string).collect();
                format!("; texts {}", many.join(", "))
            }
        })
    }
}

fn line(out: &mut String, line: &str) {
    writeln!(out, "{line}").expect("writing into memory");
}

#[cfg(test)]
mod tests {
    use super::{notices, Package, Product};
    use crate::Crate;

    #[test]
    fn each_text_stands_once_and_each_crate_says_which_are_its_own() {
        let folder = tempfile::tempdir().unwrap();
        let file = |name: &str, text: &str| {
            let file = folder.path().join(name);
            std::fs::write(&file, text).unwrap();
            file
        };
        let (first, same, other) = (
            file("1", "one \n\n"),
            file("2", "\none\n"),
            file("3", "three"),
        );
        let linked = |name: &str, texts: &[&std::path::PathBuf]| Crate {
            name: name.to_owned(),
            version: "1.0.0".to_owned(),
            authors: vec![],
            licence: Some("MIT".to_owned()),
            repository: None,
            checksum: None,
            texts: texts.iter().map(|text| text.to_path_buf()).collect(),
            deps: vec![],
        };
        let product = Product {
            name: "x".to_owned(),
            version: "0.1.0".to_owned(),
            copyright: "us".to_owned(),
            licence: "ISC".to_owned(),
            texts: vec![first],
        };
        let crates = [
            linked("a", &[&same, &other]),
            linked("b", &[]),
            linked("c", &[&other]),
        ];
        let packages: [Package; 2] = [
            format!("libx-dev 1-2={}", other.display()).parse().unwrap(),
            "liby-dev 1:3=".parse().unwrap(),
        ];
        let text = notices(&product, &crates, &packages).unwrap();
        assert_eq!(
            text,
            "x 0.1.0\nCopyright: us\nLicence: ISC; text 1\n\nIts library holds code of these crates, \
             unchanged, each under its own licence:\n\n- a 1.0.0: MIT; texts 1, 2\n- b 1.0.0: MIT; no \
             text in its archive\n- c 1.0.0: MIT; text 2\n- the Rust standard library: MIT OR \
             Apache-2.0; no text in its package\n\nAnd of these Debian packages:\n\n- libx-dev \
             1-2; text 2\n- liby-dev 1:3; no text in its archive\n\n==== text 1 ====\n\none\n\n==== text 2 \
             ====\n\nthree\n"
        );
    }
}
