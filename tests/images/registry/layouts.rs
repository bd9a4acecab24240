//! Layouts to push: what ships, and copies that are damaged.

use crate::tools::file;
use oci::digest::digest_of;
use oci::json::canonical;
use oci::layout::Layout;
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// The index that ships.
pub fn index() -> PathBuf {
    file("INDEX")
}

/// An image of some megabytes with two files attached to it.
pub fn attached() -> PathBuf {
    file("ATTACHED")
}

/// A copy without links, to be changed.
pub fn copy(layout: &Path) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let blobs = folder.path().join("blobs/sha256");
    fs::create_dir_all(&blobs).unwrap();
    for name in ["index.json", "oci-layout", "referrers.json"] {
        let bytes = fs::read(layout.join(name)).unwrap();
        fs::write(folder.path().join(name), bytes).unwrap();
    }
    for blob in fs::read_dir(layout.join("blobs/sha256")).unwrap() {
        let blob = blob.unwrap();
        fs::write(blobs.join(blob.file_name()), fs::read(blob.path()).unwrap()).unwrap();
    }
    folder
}

/// The file of the largest layer of the first image.
pub fn largest_layer(layout: &Path) -> PathBuf {
    let layout = Layout::open(layout).unwrap();
    let image = layout.images().unwrap().remove(0);
    let layers = image.manifest.layers().iter();
    layout.blob(layers.max_by_key(|layer| layer.size()).unwrap().digest())
}

/// Changes the main document of a copy and makes its index.json name the result.
pub fn change_main(layout: &Path, change: impl Fn(&mut Value)) {
    let path = layout.join("index.json");
    let mut outer: Value = serde_json::from_slice(&fs::read(&path).unwrap()).unwrap();
    let digest = outer["manifests"][0]["digest"].as_str().unwrap().to_owned();
    let blobs = layout.join("blobs/sha256");
    let old = fs::read(blobs.join(digest.trim_start_matches("sha256:"))).unwrap();
    let mut main: Value = serde_json::from_slice(&old).unwrap();
    change(&mut main);
    let bytes = canonical(&main);
    let digest = digest_of(&bytes);
    fs::write(blobs.join(digest.digest()), &bytes).unwrap();
    outer["manifests"][0]["digest"] = digest.to_string().into();
    outer["manifests"][0]["size"] = bytes.len().into();
    fs::write(path, canonical(&outer)).unwrap();
}

/// The digest of what a layout is of.
pub fn main_digest(layout: &Path) -> String {
    Layout::open(layout).unwrap().main().digest().to_string()
}
