//! Reading a layout; every blob that is parsed is checked first.

use crate::digest::digest_of;
use crate::error::{read_error, Error, Result};
use crate::json;
use oci_spec::image::{Descriptor, Digest, ImageIndex, ImageManifest, MediaType};
use serde::de::DeserializeOwned;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

/// Docker's older names of OCI's media types; crane keeps them when it pulls.
const DOCKER_INDEX: &str = "application/vnd.docker.distribution.manifest.list.v2+json";
const DOCKER_MANIFEST: &str = "application/vnd.docker.distribution.manifest.v2+json";

/// The file that names what is attached.
pub const REFERRERS: &str = "referrers.json";

/// Whether a descriptor is of an index.
#[must_use]
pub fn is_index(media_type: &MediaType) -> bool {
    *media_type == MediaType::ImageIndex || media_type.as_ref() == DOCKER_INDEX
}

/// Whether a descriptor is of a manifest.
#[must_use]
pub fn is_manifest(media_type: &MediaType) -> bool {
    *media_type == MediaType::ImageManifest || media_type.as_ref() == DOCKER_MANIFEST
}

/// A layout on disk.
#[derive(Debug, Clone)]
pub struct Layout {
    folder: PathBuf,
    index: ImageIndex,
    referrers: Vec<Descriptor>,
}

impl Layout {
    /// Opens a layout that any tool wrote.
    ///
    /// # Errors
    /// [`Error::NotALayout`] where it is none, or is empty.
    pub fn open(folder: &Path) -> Result<Self> {
        let fail = |reason: String| Error::NotALayout {
            folder: folder.into(),
            reason,
        };
        for name in ["oci-layout", "index.json"] {
            if !folder.join(name).is_file() {
                return Err(fail(format!("it has no file `{name}`")));
            }
        }
        let index: ImageIndex = json::read(&folder.join("index.json"))?;
        if index.manifests().is_empty() {
            return Err(fail("its index.json names no image".into()));
        }
        let file = folder.join(REFERRERS);
        let referrers = match file.exists() {
            true => json::read::<ImageIndex>(&file)?.manifests().clone(),
            false => Vec::new(),
        };
        Ok(Self {
            folder: folder.into(),
            index,
            referrers,
        })
    }

    /// Where it is.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// What `index.json` names.
    #[must_use]
    pub fn entries(&self) -> &[Descriptor] {
        self.index.manifests()
    }

    /// The image or index that the layout is of.
    #[must_use]
    pub fn main(&self) -> &Descriptor {
        &self.entries()[0]
    }

    /// What is attached to it or to one of its images.
    pub fn attachments(&self) -> impl Iterator<Item = &Descriptor> {
        self.entries()[1..].iter().chain(&self.referrers)
    }

    /// The file of a blob.
    #[must_use]
    pub fn blob(&self, digest: &Digest) -> PathBuf {
        self.folder
            .join("blobs")
            .join(digest.algorithm().as_ref())
            .join(digest.digest())
    }

    /// The bytes of a small blob (a manifest, an index, a configuration), verified.
    ///
    /// # Errors
    /// [`Error::MissingBlob`], [`Error::CorruptBlob`].
    pub fn bytes(&self, descriptor: &Descriptor) -> Result<Vec<u8>> {
        let file = self.blob(descriptor.digest());
        let bytes = std::fs::read(&file).map_err(|source| match source.kind() {
            ErrorKind::NotFound => Error::MissingBlob {
                folder: self.folder.clone(),
                digest: descriptor.digest().to_string(),
            },
            _ => read_error(&file)(source),
        })?;
        let found = digest_of(&bytes);
        if found != *descriptor.digest() {
            return Err(Error::CorruptBlob {
                file,
                expected: descriptor.digest().to_string(),
                found: found.to_string(),
            });
        }
        Ok(bytes)
    }

    /// A manifest.
    ///
    /// # Errors
    /// As [`Layout::bytes`], and where it is something else.
    pub fn manifest(&self, descriptor: &Descriptor) -> Result<ImageManifest> {
        self.parse(descriptor)
    }

    /// An index that is a blob.
    ///
    /// # Errors
    /// As [`Layout::bytes`], and where it is something else.
    pub fn index(&self, descriptor: &Descriptor) -> Result<ImageIndex> {
        self.parse(descriptor)
    }

    /// A JSON blob of any kind.
    ///
    /// # Errors
    /// As [`Layout::bytes`], and where it is something else.
    pub fn parse<T: DeserializeOwned>(&self, descriptor: &Descriptor) -> Result<T> {
        json::parse(&self.blob(descriptor.digest()), &self.bytes(descriptor)?)
    }
}
