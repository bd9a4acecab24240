//! Images of one layer, for tests to make more of.

use oci::image::{make_image, ImageSpec};
use serde_json::{json, Value};
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// A folder with a plain tar archive, `a.tar`, that is no pgrx_layer's.
pub fn folder() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let mut archive = tar::Builder::new(fs::File::create(folder.path().join("a.tar")).unwrap());
    let mut header = tar::Header::new_gnu();
    header.set_size(1);
    header.set_mode(0o644);
    archive.append_data(&mut header, "x", &b"x"[..]).unwrap();
    archive.finish().unwrap();
    folder
}

/// Makes an image of that layer in a folder that has it; `more` are further fields of its spec.
pub fn image(folder: &Path, name: &str, architecture: &str, more: Value) -> oci::Result<PathBuf> {
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
