//! Indexes and archives of images, made and refused.

mod one_layer;

use oci::archive::write_archive;
use oci::index::{make_index, IndexSpec};
use oci::layout::Layout;
use one_layer::{folder, image};
use serde_json::{json, Value};
use std::fs;
use std::path::Path;

fn index(folder: &Path, images: Value) -> oci::Result<String> {
    let spec: IndexSpec = serde_json::from_value(json!({"images": images})).unwrap();
    make_index(&spec, &folder.join("index")).map(|digest| digest.to_string())
}

#[test]
fn an_index_has_each_platform_once_and_as_said() {
    let folder = folder();
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

#[test]
fn an_archive_names_the_same_blobs_to_docker_and_to_oci() {
    let folder = folder();
    let output = image(folder.path(), "image", "amd64", json!({})).unwrap();
    let layout = Layout::open(&output).unwrap();
    let image = layout.only_image().unwrap();
    let file = folder.path().join("archive.tar");
    write_archive(&layout, &image, &["x/y:1".to_owned()], &file).unwrap();
    let unpacked = folder.path().join("unpacked");
    tar::Archive::new(fs::File::open(&file).unwrap())
        .unpack(&unpacked)
        .unwrap();
    let docker: Value = oci::json::read(&unpacked.join("manifest.json")).unwrap();
    assert_eq!(docker[0]["RepoTags"], json!(["x/y:1"]));
    for path in docker[0]["Layers"]
        .as_array()
        .unwrap()
        .iter()
        .chain([&docker[0]["Config"]])
    {
        assert!(unpacked.join(path.as_str().unwrap()).is_file(), "{path}");
    }
    let again = Layout::open(&unpacked).unwrap().only_image().unwrap();
    assert_eq!(again.descriptor.digest(), image.descriptor.digest());
}
