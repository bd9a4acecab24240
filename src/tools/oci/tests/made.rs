//! What tests make to begin with: folders, layers and images of one layer.

use oci::image::{make_image, ImageSpec};
use oci::layer::{LayerMetadata, LayerSpec};
use serde_json::{json, Value};
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// A spec with further fields, each in place of one of that name.
pub fn extended(mut spec: Value, more: Value) -> Value {
    let fields = spec.as_object_mut().unwrap();
    fields.extend(more.as_object().unwrap().clone());
    spec
}

/// Writes the layer of a spec, `layer` in a folder.
pub fn write_layer(folder: &Path, spec: Value) -> oci::Result<LayerMetadata> {
    let spec: LayerSpec = serde_json::from_value(spec).unwrap();
    oci::layer::write_layer(&spec, &folder.join("layer"))
}

/// A folder with files of that content.
pub fn files(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (path, content) in files {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }
    folder
}

/// A folder with a plain tar archive, `a.tar`, that is no pgrx_layer's.
pub fn folder_with_tar() -> TempDir {
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
    let spec = json!({
        "platform": {"os": "linux", "architecture": architecture},
        "layers": [{"tar": folder.join("a.tar")}],
    });
    let spec: ImageSpec = serde_json::from_value(extended(spec, more)).unwrap();
    let output = folder.join(name);
    make_image(&spec, &output).map(|_| output)
}
