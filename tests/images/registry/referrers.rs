//! What is attached to an image, in a registry that does not list referrers itself, and in one
//! that takes none.

use crate::layouts::{attached, index, main_digest};
use crate::refusing::without_subjects;
use crate::server::Server;
use crate::tools::{failure, program, push, stdout};
use oci::layout::Layout;
use serde_json::Value;

#[test]
fn attachments_are_found_through_the_fallback_tag() {
    let server = Server::start();
    let repository = server.repository("attached");
    let layout = Layout::open(&attached()).unwrap();
    let image = layout.main().digest();
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
    let first = layout.attachments().next().unwrap();
    let manifest = layout.manifest(first).unwrap();
    let file = &manifest.layers()[0];
    let name = &file.annotations().as_ref().unwrap()["org.opencontainers.image.title"];
    assert_eq!(
        std::fs::read(folder.path().join(name)).unwrap(),
        std::fs::read(layout.blob(file.digest())).unwrap()
    );
}

#[test]
fn a_registry_that_takes_no_attachments_is_named_and_one_may_push_without() {
    let server = Server::start();
    let address = without_subjects(&server.address);
    let push = |layout: &std::path::Path| {
        let mut command = push(layout, &format!("{address}/refused"));
        command.args(["--tag", "1"]);
        command
    };
    for layout in [attached(), index()] {
        let opened = Layout::open(&layout).unwrap();
        let first = opened.attachments().next().unwrap();
        let error = failure(&mut push(&layout));
        let wanted = format!(
            "oci_push: {address} does not take application/spdx+json {}, attached to sha256:",
            first.digest()
        );
        assert!(error.contains(&wanted), "{error}");
        assert!(error.contains("unsupported: no"), "{error}");
        let flag = "No tag was changed. Some registries take no manifest with a `subject`; \
                    `--no-attachments` pushes the image without what is attached to it";
        assert!(error.contains(flag), "{error}");
        assert_eq!(server.tags("refused"), [""; 0]);

        // Not silently.
        let output = push(&layout).arg("--no-attachments").output().unwrap();
        let log = String::from_utf8(output.stderr).unwrap();
        assert!(output.status.success(), "{log}");
        let wanted = format!("not pushed: application/spdx+json {}", first.digest());
        assert!(log.contains(&wanted), "{log}");
        assert_eq!(server.digest("refused", "1"), main_digest(&layout));
        let remove = |tag: &str| {
            let data = server
                .folder
                .path()
                .join("data/docker/registry/v2/repositories/refused");
            std::fs::remove_dir_all(data.join("_manifests/tags").join(tag)).unwrap();
        };
        remove("1");
    }
}
