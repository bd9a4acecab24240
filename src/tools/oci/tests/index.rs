//! Indexes, made and refused.

use crate::made::{folder_with_tar, image};
use oci::index::{make_index, IndexSpec};
use oci::layout::Layout;
use serde_json::{json, Value};
use std::path::Path;

fn index(folder: &Path, images: Value) -> oci::Result<String> {
    let spec: IndexSpec = serde_json::from_value(json!({"images": images})).unwrap();
    make_index(&spec, &folder.join("index")).map(|digest| digest.to_string())
}

/// What clients read: `index.json`, without opening it by our own code.
fn names(layout: &Path) -> Value {
    let text = std::fs::read(layout.join("index.json")).unwrap();
    let index: Value = serde_json::from_slice(&text).unwrap();
    let entries = index["manifests"].as_array().unwrap();
    let name = |entry: &Value| entry["annotations"]["org.opencontainers.image.ref.name"].clone();
    entries.iter().map(name).collect()
}

#[test]
fn attachments_come_along_and_the_image_is_alone_in_index_json() {
    let folder = folder_with_tar();
    let path = folder.path();
    let attachments = json!([{"file": path.join("a.tar"), "artifact_type": "text/plain"}]);
    let attached = json!({ "attachments": attachments });
    let amd64 = image(path, "amd64", "amd64", attached.clone()).unwrap();
    let arm64 = image(path, "arm64", "arm64", attached).unwrap();
    index(path, json!([{"layout": amd64}, {"layout": arm64}])).unwrap();
    let made = Layout::open(&path.join("index")).unwrap();
    for layout in [&amd64, &arm64, made.folder()] {
        assert_eq!(names(layout), json!(["latest"]));
    }

    let subjects: Vec<_> = made
        .attachments()
        .map(|entry| made.manifest(entry).unwrap().subject().clone().unwrap())
        .collect();
    let images = made.images().unwrap();
    let digests: Vec<_> = images.iter().map(|i| i.descriptor.digest()).collect();
    assert_eq!(
        subjects.iter().map(|s| s.digest()).collect::<Vec<_>>(),
        digests
    );
    // A name within the index would be the pushed image's, too.
    assert!(images
        .iter()
        .all(|image| image.descriptor.annotations().is_none()));
}

#[test]
fn an_index_has_each_platform_once_and_as_said() {
    let folder = folder_with_tar();
    let path = folder.path();
    let amd64 = image(path, "amd64", "amd64", json!({})).unwrap();
    let again = image(path, "again", "amd64", json!({"config": {"user": "1"}})).unwrap();
    let arm64 = image(path, "arm64", "arm64", json!({})).unwrap();

    index(path, json!([{"layout": amd64}, {"layout": arm64}])).unwrap();
    let made = Layout::open(&path.join("index")).unwrap();
    let platforms: Vec<_> = made
        .images()
        .unwrap()
        .iter()
        .map(|i| i.platform.to_string())
        .collect();
    assert_eq!(platforms, ["linux/amd64", "linux/arm64"]);

    let error = index(path, json!([{"layout": amd64}, {"layout": again}])).unwrap_err();
    assert!(
        error
            .to_string()
            .starts_with("two images for linux/amd64 in one index: "),
        "{error}"
    );
    let wrong = json!([{"layout": arm64, "platform": {"os": "linux", "architecture": "s390x"}}]);
    let error = index(path, wrong).unwrap_err().to_string();
    assert!(
        error.contains("holds no image for linux/s390x, only for linux/arm64"),
        "{error}"
    );
    let error = index(path, json!([{"layout": path.join("index")}]))
        .unwrap_err()
        .to_string();
    assert!(error.contains("is an index itself"), "{error}");
}
