//! What a layout consists of, in the order in which a registry takes it.

use crate::error::{Error, Result};
use oci::layout::{is_index, is_manifest, Layout};
use oci::platform::Platform;
use oci_spec::image::{Descriptor, Digest};
use serde_json::Value;
use std::collections::BTreeSet;
use std::path::PathBuf;

/// A manifest or index, and what must be there before it.
#[derive(Debug)]
pub struct Document {
    /// By which others name it.
    pub descriptor: Descriptor,
    /// Its bytes, verified.
    pub bytes: Vec<u8>,
    /// Blobs that it names; none for an index.
    pub blobs: Vec<Blob>,
    /// What it is attached to.
    pub subject: Option<Digest>,
}

/// A blob and its file.
#[derive(Debug, Clone)]
pub struct Blob {
    /// Digest and size.
    pub descriptor: Descriptor,
    /// Where it is.
    pub file: PathBuf,
}

/// A layout, ready to be sent.
#[derive(Debug)]
pub struct Plan {
    /// Children before parents; the main one, which tags name, is `main`.
    pub documents: Vec<Document>,
    /// The main document.
    pub main: Descriptor,
}

/// Reads a layout whole, so that what is wrong with it shows before anything is sent.
///
/// # Errors
/// Missing and damaged blobs, and [`Error::Platform`].
pub fn plan(layout: &Layout) -> Result<Plan> {
    let mut documents = Vec::new();
    let mut seen = BTreeSet::new();
    for entry in layout.entries() {
        visit(layout, entry, &mut seen, &mut documents)?;
    }
    Ok(Plan {
        documents,
        main: layout.entries()[0].clone(),
    })
}

fn visit(
    layout: &Layout,
    descriptor: &Descriptor,
    seen: &mut BTreeSet<String>,
    documents: &mut Vec<Document>,
) -> Result<()> {
    if !seen.insert(descriptor.digest().to_string()) {
        return Ok(());
    }
    let mut blobs = Vec::new();
    let mut subject = None;
    if is_index(descriptor.media_type()) {
        for child in layout.index(descriptor)?.manifests() {
            visit(layout, child, seen, documents)?;
        }
    } else if is_manifest(descriptor.media_type()) {
        let manifest = layout.manifest(descriptor)?;
        check_platform(layout, descriptor, manifest.config())?;
        subject = manifest.subject().as_ref().map(|s| s.digest().clone());
        for blob in std::iter::once(manifest.config()).chain(manifest.layers()) {
            blobs.push(checked(layout, blob)?);
        }
    } else {
        return Err(Error::Layout(oci::Error::Unsuitable {
            folder: layout.folder().into(),
            reason: format!("names a {}, which is no image", descriptor.media_type()),
        }));
    }
    documents.push(Document {
        descriptor: descriptor.clone(),
        bytes: layout.bytes(descriptor)?,
        blobs,
        subject,
    });
    Ok(())
}

/// A blob that is there and as long as it should be. Its bytes are read when it is sent.
fn checked(layout: &Layout, blob: &Descriptor) -> Result<Blob> {
    let file = layout.blob(blob.digest());
    let Ok(metadata) = std::fs::metadata(&file) else {
        return Err(Error::Layout(oci::Error::MissingBlob {
            folder: layout.folder().into(),
            digest: blob.digest().to_string(),
        }));
    };
    if metadata.len() != blob.size() {
        return Err(Error::Layout(oci::Error::CorruptBlob {
            file,
            expected: format!("{} of {} bytes", blob.digest(), blob.size()),
            found: format!("{} bytes", metadata.len()),
        }));
    }
    Ok(Blob {
        descriptor: blob.clone(),
        file,
    })
}

/// An index must say of an image what the image says of itself.
fn check_platform(layout: &Layout, image: &Descriptor, config: &Descriptor) -> Result<()> {
    let Some(said) = image.platform() else {
        return Ok(());
    };
    let said = Platform {
        os: said.os().to_string(),
        architecture: said.architecture().to_string(),
        variant: said.variant().clone(),
    };
    let config: Value = layout.parse(config)?;
    match Platform::of_config(&config) {
        Some(found) if !said.fits(&found) => Err(Error::Platform {
            layout: layout.folder().into(),
            digest: image.digest().to_string(),
            said: said.to_string(),
            found: found.to_string(),
        }),
        _ => Ok(()),
    }
}
