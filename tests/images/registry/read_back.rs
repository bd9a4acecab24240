//! What ships, pushed and read back.

use crate::layouts::{index, main_digest};
use crate::server::Server;
use crate::tools::{program, push, skopeo, stdout};
use serde_json::Value;
use std::fs;

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
fn a_second_push_sends_nothing() {
    let server = Server::start();
    let repository = server.repository("first");
    let report = |tag: &str| -> Value {
        let file = tempfile::NamedTempFile::new().unwrap();
        let mut command = push(&index(), &repository);
        stdout(command.args(["--tag", tag, "--report"]).arg(file.path()));
        serde_json::from_slice(&fs::read(file.path()).unwrap()).unwrap()
    };
    let first = report("1");
    assert!(
        first["bytes_uploaded"].as_u64().unwrap() > 100_000,
        "{first}"
    );
    let second = report("1");
    assert_eq!(second["bytes_uploaded"], 0, "{second}");
    assert_eq!(second["manifests_uploaded"], 0, "{second}");
    // A new tag is a manifest, and no blob.
    let third = report("2");
    assert_eq!(third["blobs_uploaded"], 0, "{third}");
    assert_eq!(third["manifests_uploaded"], 1, "{third}");
    println!("first push: {first}\nsecond push: {second}");
}

#[test]
fn blobs_are_mounted_from_another_repository() {
    let server = Server::start();
    stdout(push(&index(), &server.repository("first")).args(["--tag", "1"]));
    let report = tempfile::NamedTempFile::new().unwrap();
    let mut command = push(&index(), &server.repository("second"));
    stdout(
        command
            .args(["--tag", "1", "--mount-from", "first", "--report"])
            .arg(report.path()),
    );
    let report: Value = serde_json::from_slice(&fs::read(report.path()).unwrap()).unwrap();
    assert_eq!(report["blobs_uploaded"], 0, "{report}");
    assert!(report["blobs_mounted"].as_u64().unwrap() > 2, "{report}");
    assert_eq!(server.digest("second", "1"), main_digest(&index()));
}
