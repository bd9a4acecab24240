//! What ships, pushed and read back.

use crate::layouts::{attached, index, main_digest};
use crate::proxy::breaking_after;
use crate::server::Server;
use crate::tools::{program, push, skopeo, stdout};
use serde_json::Value;
use std::fs;
use std::sync::mpsc;

#[test]
fn clients_read_back_what_was_pushed() {
    let server = Server::start();
    let repository = server.repository("team/sketches");
    let (layout, digest) = (index(), main_digest(&index()));
    let printed = stdout(push(&layout, &repository).args(["--tag", "1", "--tag", "latest"]));
    assert_eq!(printed, format!("{repository}@{digest}"));

    for tag in ["1", "latest"] {
        assert_eq!(server.digest("team/sketches", tag), digest);
    }
    stdout(program("CRANE").args(["validate", "--remote", &format!("{repository}:1")]));

    // The very bytes, and the platforms of the rows.
    let raw = stdout(
        skopeo()
            .args(["inspect", "--raw", "--tls-verify=false"])
            .arg(format!("docker://{repository}:1")),
    );
    let blob = layout
        .join("blobs/sha256")
        .join(digest.trim_start_matches("sha256:"));
    assert_eq!(raw, fs::read_to_string(blob).unwrap());
    let raw: Value = serde_json::from_str(&raw).unwrap();
    let platforms: Vec<_> = raw["manifests"]
        .as_array()
        .unwrap()
        .iter()
        .map(platform)
        .collect();
    let wanted = std::env::var("PLATFORMS").unwrap();
    assert_eq!(platforms, wanted.split(' ').collect::<Vec<_>>());

    // Each image, whole, as skopeo verifies it on the way.
    let copies = tempfile::tempdir().unwrap();
    for manifest in raw["manifests"].as_array().unwrap() {
        let digest = manifest["digest"].as_str().unwrap();
        let source = format!("docker://{repository}@{digest}");
        let target = copies.path().join(&digest[7..19]);
        stdout(
            skopeo()
                .args([
                    "copy",
                    "--src-tls-verify=false",
                    "--preserve-digests",
                    &source,
                ])
                .arg(format!("oci:{}", target.display())),
        );
        let found = stdout(
            program("ORAS")
                .args(["resolve", "--plain-http"])
                .arg(format!("{repository}@{digest}")),
        );
        assert_eq!(found, digest);
        assert_eq!(main_digest(&target), digest);
    }
}

fn platform(manifest: &Value) -> String {
    let platform = &manifest["platform"];
    let parts = ["os", "architecture", "variant"].map(|key| platform[key].as_str());
    parts.into_iter().flatten().collect::<Vec<_>>().join("/")
}

#[test]
fn a_second_push_sends_no_blob() {
    let server = Server::start();
    stdout(push(&attached(), &server.repository("first")).args(["--tag", "1"]));
    let (sent, note) = mpsc::channel();
    // Less than the layer.
    let proxy = breaking_after(100_000, &server.address, move || sent.send(()).unwrap());
    let printed = stdout(push(&attached(), &format!("{proxy}/first")).args(["--tag", "2"]));
    assert!(printed.ends_with(&main_digest(&attached())), "{printed}");
    assert_eq!(server.digest("first", "2"), main_digest(&attached()));
    assert!(note.try_recv().is_err(), "the layer was sent again");
}
