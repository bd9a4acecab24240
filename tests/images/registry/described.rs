//! An index that was pushed, and each image of it with its SPDX document, as clients get them.

use crate::server::Server;
use crate::tools::{program, push, stdout};
use serde_json::Value;
use std::collections::BTreeMap;
use std::io::Read;
use std::path::Path;

const KIND: &str = "application/spdx+json";

/// A regular file's place to its bytes.
pub type Files = BTreeMap<String, Vec<u8>>;

/// Each platform's document and files, after a push.
pub fn pushed(layout: &Path) -> Vec<(Value, Files)> {
    let server = Server::start();
    let repository = server.repository("described");
    stdout(push(layout, &repository).args(["--tag", "1"]));
    let index = stdout(program("CRANE").args(["manifest", &format!("{repository}:1")]));
    let index: Value = serde_json::from_str(&index).unwrap();
    let images = index["manifests"].as_array().unwrap().iter();
    let images: Vec<_> = images
        .map(|image| {
            let digest = image["digest"].as_str().unwrap();
            (document(&repository, digest), export(&repository, digest))
        })
        .collect();
    let wanted = std::env::var("PLATFORMS").unwrap().split(' ').count();
    assert_eq!(images.len(), wanted);
    images
}

/// What is attached to an image, as two clients find it.
fn document(repository: &str, digest: &str) -> Value {
    let tag = digest.replace(':', "-");
    let list = stdout(program("CRANE").args(["manifest", &format!("{repository}:{tag}")]));
    let list: Value = serde_json::from_str(&list).unwrap();
    let attached = list["manifests"].as_array().unwrap().iter();
    let mut attached = attached.filter(|row| row["artifactType"] == KIND);
    let artifact = attached.next().unwrap()["digest"].as_str().unwrap();
    assert_eq!(attached.next(), None);

    let mut oras = program("ORAS");
    oras.args(["discover", "--plain-http", "--artifact-type", KIND]);
    oras.args(["--format", "json", &format!("{repository}@{digest}")]);
    let found = stdout(&mut oras);
    assert!(found.contains(artifact), "{found}");

    let folder = tempfile::tempdir().unwrap();
    let mut oras = program("ORAS");
    oras.args(["pull", "--plain-http", "--output"])
        .arg(folder.path());
    stdout(oras.arg(format!("{repository}@{artifact}")));
    let mut pulled = std::fs::read_dir(folder.path()).unwrap();
    let text = std::fs::read(pulled.next().unwrap().unwrap().path()).unwrap();
    serde_json::from_slice(&text).unwrap()
}

fn export(repository: &str, digest: &str) -> Files {
    let tar = tempfile::NamedTempFile::new().unwrap();
    let mut crane = program("CRANE");
    crane.args(["export", &format!("{repository}@{digest}")]);
    stdout(crane.arg(tar.path()));
    let mut archive = tar::Archive::new(std::fs::File::open(tar.path()).unwrap());
    let entries = archive.entries().unwrap().map(|entry| entry.unwrap());
    let files = entries.filter(|entry| entry.header().entry_type().is_file());
    files
        .map(|mut entry| {
            let path = entry.path().unwrap().to_str().unwrap().to_owned();
            let mut bytes = Vec::new();
            entry.read_to_end(&mut bytes).unwrap();
            (path, bytes)
        })
        .collect()
}
