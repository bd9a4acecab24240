//! Images, indexes and archives, made and refused.

use oci::archive::write_archive;
use oci::image::{make_image, ImageSpec};
use oci::index::{make_index, IndexSpec};
use oci::layout::Layout;
use serde_json::{json, Value};
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// A folder with a plain tar archive, `a.tar`, that is no pgrx_layer's.
fn folder() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let mut archive = tar::Builder::new(fs::File::create(folder.path().join("a.tar")).unwrap());
    let mut header = tar::Header::new_gnu();
    header.set_size(1);
    header.set_mode(0o644);
    archive.append_data(&mut header, "x", &b"x"[..]).unwrap();
    archive.finish().unwrap();
    folder
}

fn image(folder: &Path, name: &str, architecture: &str, more: Value) -> oci::Result<PathBuf> {
    let mut spec = json!({
        "platform": {"os": "linux", "architecture": architecture},
        "layers": [{"tar": folder.join("a.tar")}],
    });
    spec.as_object_mut()
        .unwrap()
        .extend(more.as_object().unwrap().clone());
    let spec: ImageSpec = serde_json::from_value(spec).unwrap();
    let output = folder.join(name);
    make_image(&spec, &output).map(|_| output)
}

fn index(folder: &Path, images: Value) -> oci::Result<String> {
    let spec: IndexSpec = serde_json::from_value(json!({"images": images})).unwrap();
    make_index(&spec, &folder.join("index")).map(|digest| digest.to_string())
}

#[test]
fn an_image_inherits_from_its_base_and_overrides_it() {
    let folder = folder();
    let path = folder.path();
    let base = json!({"config": {
        "entrypoint": ["/a"], "cmd": ["b"], "user": "1", "env": {"A": "1", "B": "2"},
        "labels": {"l": "1"}, "exposed_ports": ["1"],
    }});
    let base = image(path, "base", "amd64", base).unwrap();
    // Something that oci-spec does not know: it must survive.
    let layout = Layout::open(&base).unwrap();
    assert_eq!(layout.images().unwrap()[0].manifest.layers().len(), 1);

    let top = json!({"base": base, "layers": [], "config": {
        "entrypoint": ["/c"], "env": {"B": "3", "C": "4"}, "labels": {"m": "2"},
        "exposed_ports": ["5432/udp"], "stop_signal": "SIGINT",
    }});
    let top = image(path, "top", "amd64", top).unwrap();
    let top = Layout::open(&top).unwrap().only_image().unwrap();
    let config = &top.config["config"];
    assert_eq!(config["Entrypoint"], json!(["/c"]));
    assert_eq!(
        config["Cmd"],
        Value::Null,
        "a new entrypoint drops the base's cmd"
    );
    assert_eq!(config["User"], "1");
    assert_eq!(config["Env"], json!(["A=1", "B=3", "C=4"]));
    assert_eq!(config["Labels"], json!({"l": "1", "m": "2"}));
    assert_eq!(config["ExposedPorts"], json!({"1/tcp": {}, "5432/udp": {}}));
    assert_eq!(config["StopSignal"], "SIGINT");
    assert_eq!(top.manifest.layers().len(), 1);
    assert_eq!(top.config["history"].as_array().unwrap().len(), 1);
}

#[test]
fn layers_and_bases_are_linked_and_not_copied() {
    let folder = folder();
    let base = image(folder.path(), "base", "amd64", json!({})).unwrap();
    let top = image(
        folder.path(),
        "top",
        "amd64",
        json!({"base": base, "layers": []}),
    )
    .unwrap();
    let layout = Layout::open(&top).unwrap();
    let layer = layout.only_image().unwrap().manifest.layers()[0]
        .digest()
        .clone();
    let link = fs::read_link(layout.blob(&layer)).unwrap();
    assert!(link.is_relative() && link.ends_with(format!("base/blobs/sha256/{}", layer.digest())));
    assert_eq!(
        fs::canonicalize(layout.blob(&layer)).unwrap(),
        fs::canonicalize(folder.path().join("a.tar")).unwrap()
    );
}

#[test]
fn images_are_the_same_bytes_each_time() {
    let folder = folder();
    let many: serde_json::Map<String, Value> = (0..40)
        .map(|n| (format!("key{n}"), json!("value")))
        .collect();
    let spec =
        || json!({"annotations": many, "config": {"labels": many, "volumes": ["/a", "/b", "/c"]}});
    let digests: std::collections::BTreeSet<_> = (0..5)
        .map(|n| {
            let output = image(folder.path(), &n.to_string(), "amd64", spec()).unwrap();
            Layout::open(&output).unwrap().entries()[0]
                .digest()
                .to_string()
        })
        .collect();
    assert_eq!(digests.len(), 1);
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
fn what_is_no_layout_is_refused() {
    let folder = folder();
    let error = image(folder.path(), "x", "amd64", json!({"base": folder.path()})).unwrap_err();
    assert!(
        error
            .to_string()
            .contains("no OCI image layout: it has no file `oci-layout`"),
        "{error}"
    );
    let base = image(folder.path(), "base", "amd64", json!({})).unwrap();
    let config = Layout::open(&base)
        .unwrap()
        .only_image()
        .unwrap()
        .manifest
        .config()
        .clone();
    let blob = Layout::open(&base).unwrap().blob(config.digest());
    fs::write(&blob, "{}").unwrap();
    let error = image(folder.path(), "y", "amd64", json!({"base": base})).unwrap_err();
    assert!(
        error
            .to_string()
            .contains("corrupt blob: it is named sha256:"),
        "{error}"
    );
    fs::remove_file(&blob).unwrap();
    let error = image(folder.path(), "z", "amd64", json!({"base": base})).unwrap_err();
    assert!(
        error.to_string().contains("and does not have it"),
        "{error}"
    );
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
