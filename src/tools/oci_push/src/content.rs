//! What a layout holds: the image, and what is attached to it.

use crate::error::{Error, Result};
use oci::json;
use oci::layout::{index_of, is_index, Layout};
use oci::platform::Platform;
use oci_spec::image::Descriptor;
use std::fmt;
use std::os::unix::fs::symlink;
use std::path::Path;
use tempfile::TempDir;

/// A layout's content, by digest.
#[derive(Debug)]
pub struct Content {
    /// What tags will name.
    pub main: String,
    /// The platforms' images, where `main` is an index.
    images: Vec<String>,
    /// What is attached to them.
    pub attachments: Vec<Attachment>,
    /// The same layout with an `index.json` that names it all: what isn't there, oras takes for
    /// blobs that are no manifests.
    pub folder: TempDir,
}

/// A manifest whose `subject` is an image.
#[derive(Debug)]
pub struct Attachment {
    /// Its own digest.
    pub digest: String,
    /// What it is, such as `application/spdx+json`.
    kind: String,
    /// The digest of what it is attached to.
    subject: String,
}

impl fmt::Display for Attachment {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            digest,
            kind,
            subject,
        } = self;
        write!(out, "{kind} {digest}, attached to {subject}")
    }
}

impl Content {
    /// Reads a layout's manifests, so that what is wrong with them shows before anything is sent.
    ///
    /// # Errors
    /// Manifests and blobs that are missing or damaged, and [`Error::Platform`].
    pub fn read(folder: &Path) -> Result<Self> {
        let layout = Layout::open(folder)?;
        check_platforms(&layout)?;
        let main = layout.main();
        let all = layout.below(std::slice::from_ref(main))?;
        all.iter().try_for_each(|found| check(&layout, found))?;
        let images = all[1..].iter().map(|found| found.digest().to_string());
        Ok(Self {
            main: main.digest().to_string(),
            images: images.collect(),
            attachments: layout
                .attachments()
                .map(|entry| attachment(&layout, entry))
                .collect::<Result<_>>()?,
            folder: with_all_named(&layout)?,
        })
    }

    /// All digests that a verifier may meet.
    pub fn digests(&self) -> Vec<&str> {
        let attached = self.attachments.iter().map(|found| &found.digest);
        let all = self.images.iter().chain([&self.main]).chain(attached);
        all.map(String::as_str).collect()
    }
}

fn with_all_named(layout: &Layout) -> Result<TempDir> {
    let cannot = |source| Error::File {
        file: std::env::temp_dir(),
        source,
    };
    let folder = tempfile::tempdir().map_err(cannot)?;
    let link = |name: &str| {
        let target = std::path::absolute(layout.folder().join(name))?;
        symlink(target, folder.path().join(name))
    };
    ["blobs", "oci-layout"]
        .map(link)
        .into_iter()
        .collect::<std::io::Result<()>>()
        .map_err(cannot)?;
    let all = std::iter::once(layout.main()).chain(layout.attachments());
    json::write(
        &folder.path().join("index.json"),
        &index_of(all.cloned().collect()),
    )?;
    Ok(folder)
}

/// Checks a manifest, and that its blobs are there.
fn check(layout: &Layout, manifest: &Descriptor) -> Result<()> {
    if is_index(manifest.media_type()) {
        return Ok(());
    }
    let manifest = layout.manifest(manifest)?;
    let mut blobs = std::iter::once(manifest.config()).chain(manifest.layers());
    blobs.try_for_each(|blob| check_size(layout, blob))
}

/// A blob is there and as long as it should be; its bytes the registry checks.
fn check_size(layout: &Layout, blob: &Descriptor) -> Result<()> {
    let file = layout.blob(blob.digest());
    let Ok(found) = std::fs::metadata(&file) else {
        return Err(Error::Layout(oci::Error::MissingBlob {
            folder: layout.folder().into(),
            digest: blob.digest().to_string(),
        }));
    };
    if found.len() == blob.size() {
        return Ok(());
    }
    Err(Error::Layout(oci::Error::CorruptBlob {
        file,
        expected: format!("{} of {} bytes", blob.digest(), blob.size()),
        found: format!("{} bytes", found.len()),
    }))
}

fn attachment(layout: &Layout, entry: &Descriptor) -> Result<Attachment> {
    check(layout, entry)?;
    let manifest = layout.manifest(entry)?;
    let kind = manifest.artifact_type().as_ref();
    let subject = manifest.subject().as_ref();
    Ok(Attachment {
        digest: entry.digest().to_string(),
        kind: kind.unwrap_or(entry.media_type()).to_string(),
        subject: subject.map_or("nothing".into(), |image| image.digest().to_string()),
    })
}

/// An index must say of an image what the image says of itself.
fn check_platforms(layout: &Layout) -> Result<()> {
    for image in layout.images()? {
        let Some(said) = image.descriptor.platform() else {
            continue;
        };
        let said = Platform {
            os: said.os().to_string(),
            architecture: said.architecture().to_string(),
            variant: said.variant().clone(),
        };
        if !said.fits(&image.platform) {
            return Err(Error::Platform {
                layout: layout.folder().into(),
                digest: image.descriptor.digest().to_string(),
                said: said.to_string(),
                found: image.platform.to_string(),
            });
        }
    }
    Ok(())
}
