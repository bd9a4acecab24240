//! Archives of images.

use crate::made::{folder_with_tar, image};
use oci::archive::write_archive;
use oci::layout::Layout;
use serde_json::{json, Value};
use std::fs;

#[test]
fn an_archive_names_the_same_blobs_to_docker_and_to_oci() {
    let folder = folder_with_tar();
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
