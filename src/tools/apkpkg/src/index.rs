//! `APKINDEX.tar.gz`: the packages of a repository (apk-v2(5), apk-package(5)).

use crate::package::Listed;
use crate::sign::Key;
use crate::Error;
use data_encoding::BASE64;
use package_tree::Tree;
use sha1::{Digest, Sha1};
use std::fmt::Write;

/// The index's bytes; packages are listed in order of name and version.
///
/// # Errors
/// The key's name is too long.
pub fn index(description: &str, packages: &[Listed], key: Option<&Key>) -> Result<Vec<u8>, Error> {
    let mut sorted: Vec<&Listed> = packages.iter().collect();
    sorted.sort_by_key(|listed| (&listed.info.name, &listed.info.version, &listed.info.arch));
    let text: String = sorted.into_iter().map(stanza).collect();
    let mut tree = Tree::default();
    tree.insert("APKINDEX", text.into_bytes())?;
    tree.insert("DESCRIPTION", description.as_bytes().to_vec())?;
    let list = package_tree::gzip(&package_tree::tar(&tree, "", None)?);
    let signature = key.map(|key| key.segment(&list)).transpose()?;
    Ok([signature.unwrap_or_default(), list].concat())
}

fn stanza(listed: &Listed) -> String {
    let info = &listed.info;
    let mut text = String::new();
    // Q1: a SHA-1, in base64; apk knows no other for packages of this version.
    let digest = BASE64.encode(&Sha1::digest(&listed.control));
    let fields = [
        ("C", format!("Q1{digest}")),
        ("P", info.name.clone()),
        ("V", info.version.clone()),
        ("A", info.arch.clone()),
        ("S", listed.size.to_string()),
        ("I", info.size.to_string()),
        ("T", info.description.clone()),
        ("U", info.url.clone()),
        ("L", info.license.clone()),
        ("o", info.name.clone()),
        ("m", info.maintainer.clone()),
        ("t", package_tree::MTIME.to_string()),
        ("D", info.depends.join(" ")),
        ("p", info.provides.join(" ")),
    ];
    for (key, value) in fields.iter().filter(|(_, value)| !value.is_empty()) {
        writeln!(text, "{key}:{value}").expect("writing into memory");
    }
    text + "\n"
}
