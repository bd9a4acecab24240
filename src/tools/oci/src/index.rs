//! Images of several platforms -> one index, as an OCI layout.

use crate::error::{Error, Result};
use crate::json;
use crate::layout::{index_of, is_index, Image, Layout, LayoutWriter};
use crate::platform::Platform;
use oci_spec::image::{Descriptor, Digest, MediaType};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// An index to be made: the JSON that `pgrx_image_index` writes.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct IndexSpec {
    /// The images, in the index's order.
    pub images: Vec<Member>,
    /// Annotations of the index.
    #[serde(default)]
    pub annotations: BTreeMap<String, String>,
}

/// An image of an index.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Member {
    /// A layout with one image.
    pub layout: PathBuf,
    /// The platform that it must be for; any, if left out.
    #[serde(default)]
    pub platform: Option<Platform>,
}

/// Makes an index and returns its digest. What is attached to the images comes along.
///
/// # Errors
/// A platform twice or another than expected, and what cannot be read or written.
pub fn make_index(spec: &IndexSpec, output: &Path) -> Result<Digest> {
    let layout = LayoutWriter::create(output)?;
    let mut members: Vec<(Platform, PathBuf, Descriptor)> = Vec::new();
    let mut attached = Vec::new();
    for member in &spec.images {
        let source = Layout::open(&member.layout)?;
        let image = checked(member, &source)?;
        if let Some((_, first, _)) = members.iter().find(|(p, ..)| p.excludes(&image.platform)) {
            return Err(Error::DuplicatePlatform {
                platform: image.platform.to_string(),
                first: first.clone(),
                second: member.layout.clone(),
            });
        }
        link_manifest(&layout, &source, &image.descriptor)?;
        for attachment in source.attachments() {
            link_manifest(&layout, &source, attachment)?;
            attached.push(attachment.clone());
        }
        let mut descriptor = image.descriptor.clone();
        // Its name is that layout's own.
        descriptor.set_annotations(None);
        descriptor.set_platform(Some(image.platform.to_oci()));
        members.push((image.platform, member.layout.clone(), descriptor));
    }
    let mut index = index_of(members.into_iter().map(|(.., d)| d).collect());
    if !spec.annotations.is_empty() {
        let annotations = spec.annotations.clone().into_iter().collect();
        index.set_annotations(Some(annotations));
    }
    let descriptor = layout.add_bytes(MediaType::ImageIndex, &json::canonical(&index))?;
    let digest = descriptor.digest().clone();
    layout.finish(descriptor, attached)?;
    Ok(digest)
}

/// The image of a member, which must be the first that its layout names.
fn checked(member: &Member, source: &Layout) -> Result<Image> {
    if is_index(source.main().media_type()) {
        return Err(Error::Unsuitable {
            folder: member.layout.clone(),
            reason: "is an index itself; an index is made of images".into(),
        });
    }
    let image = source.only_image()?;
    match &member.platform {
        Some(wanted) if *wanted != image.platform => Err(Error::WrongPlatform {
            folder: member.layout.clone(),
            wanted: wanted.to_string(),
            found: image.platform.to_string(),
        }),
        _ => Ok(image),
    }
}

fn link_manifest(to: &LayoutWriter, from: &Layout, descriptor: &Descriptor) -> Result<()> {
    let manifest = from.manifest(descriptor)?;
    to.add_bytes(descriptor.media_type().clone(), &from.bytes(descriptor)?)?;
    for blob in std::iter::once(manifest.config()).chain(manifest.layers()) {
        to.link(&from.blob(blob.digest()), blob.digest())?;
    }
    Ok(())
}
