//! Images, made and refused.

use crate::made::{folder_with_tar, image};
use oci::layout::Layout;
use serde_json::{json, Value};
use std::fs;

#[test]
fn an_image_inherits_from_its_base_and_overrides_it() {
    let folder = folder_with_tar();
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
    let folder = folder_with_tar();
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
    let folder = folder_with_tar();
    let many: serde_json::Map<String, Value> = (0..40)
        .map(|n| (format!("key{n}"), json!("value")))
        .collect();
    let spec =
        || json!({"annotations": many, "config": {"labels": many, "volumes": ["/a", "/b", "/c"]}});
    let digests: std::collections::BTreeSet<_> = (0..5)
        .map(|n| {
            let output = image(folder.path(), &n.to_string(), "amd64", spec()).unwrap();
            Layout::open(&output).unwrap().main().digest().to_string()
        })
        .collect();
    assert_eq!(digests.len(), 1);
}

#[test]
fn what_is_no_layout_is_refused() {
    let folder = folder_with_tar();
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
