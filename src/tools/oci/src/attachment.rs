//! Files attached to an image as OCI artifacts: manifests whose `subject` is the image.

use crate::digest::digest_of_file;
use crate::error::Result;
use crate::json;
use crate::layout::LayoutWriter;
use oci_spec::image::{Descriptor, ImageManifestBuilder, MediaType};
use serde::Deserialize;
use std::collections::{BTreeMap, HashMap};
use std::path::PathBuf;

/// A file to be attached.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Attachment {
    /// The file.
    pub file: PathBuf,
    /// What it is, such as `application/spdx+json`; also the file's media type.
    pub artifact_type: String,
    /// Annotations of the artifact's manifest.
    #[serde(default)]
    pub annotations: BTreeMap<String, String>,
}

/// Stores the artifact of an attachment and returns its descriptor.
///
/// # Errors
/// What cannot be read or written.
pub fn attach(
    layout: &LayoutWriter,
    subject: &Descriptor,
    attachment: &Attachment,
) -> Result<Descriptor> {
    let kind = MediaType::from(attachment.artifact_type.as_str());
    let (digest, size) = digest_of_file(&attachment.file)?;
    layout.link(&attachment.file, &digest)?;
    let name = attachment.file.file_name().unwrap_or_default();
    let mut file = Descriptor::new(kind.clone(), size, digest);
    file.set_annotations(Some(HashMap::from([(
        "org.opencontainers.image.title".to_owned(),
        name.to_string_lossy().into_owned(),
    )])));
    // An artifact has no configuration; manifest.md, "Guidelines for Artifact Usage".
    let config = layout.add_bytes(MediaType::EmptyJSON, b"{}")?;
    let mut manifest = ImageManifestBuilder::default()
        .schema_version(2_u32)
        .media_type(MediaType::ImageManifest)
        .artifact_type(kind.clone())
        .config(config)
        .layers(vec![file])
        .subject(subject.clone())
        .build()
        .expect("all that a manifest must have is set");
    if !attachment.annotations.is_empty() {
        let annotations = attachment.annotations.clone().into_iter().collect();
        manifest.set_annotations(Some(annotations));
    }
    let mut descriptor = layout.add_bytes(MediaType::ImageManifest, &json::canonical(&manifest))?;
    descriptor.set_artifact_type(Some(kind));
    descriptor.set_annotations(manifest.annotations().clone());
    Ok(descriptor)
}
