//! Writing a layout: small blobs are written, large ones linked.

use crate::digest::digest_of;
use crate::error::{write_error, Result};
use crate::json;
use crate::layout::read::REFERRERS;
use oci_spec::image::{Descriptor, Digest, ImageIndex, ImageIndexBuilder, MediaType};
use std::collections::HashMap;
use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Component, Path, PathBuf};

/// The annotation by which clients find an image in a layout (annotations.md).
pub const REF_NAME: &str = "org.opencontainers.image.ref.name";
/// What ours are called: what clients look for where nothing is said.
const NAME: &str = "latest";

/// A layout in the making.
#[derive(Debug)]
pub struct LayoutWriter {
    folder: PathBuf,
}

impl LayoutWriter {
    /// Begins a layout in a folder that is empty or does not exist.
    ///
    /// # Errors
    /// Where it cannot be written.
    pub fn create(folder: &Path) -> Result<Self> {
        let blobs = folder.join("blobs/sha256");
        fs::create_dir_all(&blobs).map_err(write_error(&blobs))?;
        Ok(Self {
            folder: folder.into(),
        })
    }

    /// Stores bytes.
    ///
    /// # Errors
    /// Where they cannot be written.
    pub fn add_bytes(&self, media_type: MediaType, bytes: &[u8]) -> Result<Descriptor> {
        let digest = digest_of(bytes);
        let file = self.blob(&digest);
        if !file.exists() {
            fs::write(&file, bytes).map_err(write_error(&file))?;
        }
        Ok(Descriptor::new(media_type, bytes.len() as u64, digest))
    }

    /// Stores a file by a relative link to it.
    ///
    /// # Errors
    /// Where the link cannot be written.
    pub fn link(&self, source: &Path, digest: &Digest) -> Result<()> {
        let file = self.blob(digest);
        if file.symlink_metadata().is_ok() {
            return Ok(());
        }
        let folder = file.parent().expect("a blob has a folder");
        let target = relative(source, folder).map_err(write_error(&file))?;
        symlink(target, &file).map_err(write_error(&file))
    }

    /// Writes `index.json`, `referrers.json` where something is attached, and `oci-layout`.
    ///
    /// # Errors
    /// Where they cannot be written.
    pub fn finish(self, mut main: Descriptor, attachments: Vec<Descriptor>) -> Result<()> {
        let name = HashMap::from([(REF_NAME.to_owned(), NAME.to_owned())]);
        main.set_annotations(Some(name));
        json::write(&self.folder.join("index.json"), &index_of(vec![main]))?;
        if !attachments.is_empty() {
            json::write(&self.folder.join(REFERRERS), &index_of(attachments))?;
        }
        let version = serde_json::json!({"imageLayoutVersion": "1.0.0"});
        json::write(&self.folder.join("oci-layout"), &version)
    }

    fn blob(&self, digest: &Digest) -> PathBuf {
        self.folder
            .join("blobs")
            .join(digest.algorithm().as_ref())
            .join(digest.digest())
    }
}

/// An index of these, in their order.
pub fn index_of(manifests: Vec<Descriptor>) -> ImageIndex {
    ImageIndexBuilder::default()
        .schema_version(2_u32)
        .media_type(MediaType::ImageIndex)
        .manifests(manifests)
        .build()
        .expect("all that an index must have is set")
}

/// The way from a folder to a file, by their names alone: behind links, both
/// may lie elsewhere, in a sandbox that is gone when the layout is read.
fn relative(file: &Path, folder: &Path) -> std::io::Result<PathBuf> {
    let (file, folder) = (std::path::absolute(file)?, std::path::absolute(folder)?);
    let common = file
        .components()
        .zip(folder.components())
        .take_while(|(a, b)| a == b)
        .count();
    let up = folder
        .components()
        .skip(common)
        .map(|_| Component::ParentDir);
    Ok(up.chain(file.components().skip(common)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_way_is_relative() {
        let way = |a: &str, b: &str| relative(Path::new(a), Path::new(b)).unwrap();
        assert_eq!(way("/a/b/c", "/a/d/e"), Path::new("../../b/c"));
        assert_eq!(way("x/layer", "y/blobs"), Path::new("../../x/layer"));
    }
}
