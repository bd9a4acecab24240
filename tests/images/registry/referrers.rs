//! What is attached to an image, in a registry that does not list referrers itself.

use crate::layouts::attached;
use crate::server::Server;
use crate::tools::{program, push, stdout};
use oci::layout::Layout;
use serde_json::Value;

#[test]
fn attachments_are_found_through_the_fallback_tag() {
    let server = Server::start();
    let repository = server.repository("attached");
    let layout = Layout::open(&attached()).unwrap();
    let image = layout.entries()[0].digest();
    // Twice: the list must not grow.
    for _ in 0..2 {
        stdout(push(&attached(), &repository).args(["--tag", "1"]));
    }

    let tag = image.to_string().replace(':', "-");
    let list = stdout(program("CRANE").args(["manifest", &format!("{repository}:{tag}")]));
    let list: Value = serde_json::from_str(&list).unwrap();
    let kinds: Vec<_> = list["manifests"]
        .as_array()
        .unwrap()
        .iter()
        .map(|m| &m["artifactType"])
        .collect();
    assert_eq!(kinds, ["application/spdx+json", "text/plain"]);

    let mut oras = program("ORAS");
    let found = stdout(oras.args([
        "discover",
        "--plain-http",
        "--format",
        "json",
        &format!("{repository}:1"),
    ]));
    let found: Value = serde_json::from_str(&found).unwrap();
    let referrers = found["referrers"]
        .as_array()
        .or(found["manifests"].as_array())
        .unwrap();
    assert_eq!(referrers.len(), 2, "{found}");

    // The attached file itself, byte by byte.
    let folder = tempfile::tempdir().unwrap();
    let artifact = list["manifests"][0]["digest"].as_str().unwrap();
    let mut oras = program("ORAS");
    stdout(
        oras.args(["pull", "--plain-http", "--output"])
            .arg(folder.path())
            .arg(format!("{repository}@{artifact}")),
    );
    let manifest = layout.manifest(&layout.entries()[1]).unwrap();
    let file = &manifest.layers()[0];
    let name = &file.annotations().as_ref().unwrap()["org.opencontainers.image.title"];
    assert_eq!(
        std::fs::read(folder.path().join(name)).unwrap(),
        std::fs::read(layout.blob(file.digest())).unwrap()
    );
}
