//! The image as an engine gets it: from a registry, one platform, unpacked.

use crate::server::Server;
use crate::tools::{file, program, push, stdout};
use flate2::read::MultiGzDecoder;
use oci::layout::Layout;
use serde_json::Value;
use std::fs::File;
use std::path::{Path, PathBuf};
use tar::Archive;
use tempfile::TempDir;

/// An unpacked image.
pub struct Image {
    folder: TempDir,
    /// `config` of its configuration.
    pub config: Value,
}

impl Image {
    /// Pushes what ships into a registry, and pulls this test's platform from there.
    pub fn pulled() -> Image {
        let server = Server::start();
        let repository = server.repository("team/image");
        stdout(push(&file("INDEX"), &repository).args(["--tag", "1"]));
        let folder = tempfile::tempdir().unwrap();
        let layout = folder.path().join("pulled");
        let platform = std::env::var("PLATFORM").unwrap();
        let mut crane = program("CRANE");
        crane.args(["pull", "--format=oci", "--platform", &platform]);
        stdout(crane.arg(format!("{repository}:1")).arg(&layout));

        let layout = Layout::open(&layout).unwrap();
        let image = layout.only_image().unwrap();
        assert_eq!(image.platform.to_string(), platform);
        let root = folder.path().join("root");
        for layer in image.manifest.layers() {
            unpack(&layout.blob(layer.digest()), &root);
        }
        Image {
            folder,
            config: image.config["config"].clone(),
        }
    }

    /// The image's root folder.
    pub fn root(&self) -> PathBuf {
        self.folder.path().join("root")
    }

    /// A file beside it.
    pub fn beside(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// A list of the configuration.
    pub fn words(&self, field: &str) -> Vec<String> {
        let words = self.config[field].as_array().unwrap().iter();
        words
            .map(|word| word.as_str().unwrap().to_owned())
            .collect()
    }
}

/// Owners stay the test's: it may give files to nobody else.
fn unpack(layer: &Path, root: &Path) {
    let mut archive = Archive::new(MultiGzDecoder::new(File::open(layer).unwrap()));
    archive.set_preserve_permissions(true);
    archive.set_preserve_mtime(false);
    archive.unpack(root).unwrap();
}
