//! Base, layers and configuration -> an image, as an OCI layout.

use crate::attachment::{attach, Attachment};
use crate::config::{configure, ConfigSpec};
use crate::error::Result;
use crate::json;
use crate::layer::{describe, LayerMetadata};
use crate::layout::{Image, Layout, LayoutWriter};
use crate::platform::Platform;
use oci_spec::image::{Descriptor, Digest, ImageManifestBuilder, MediaType};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// An image to be made: the JSON that `pgrx_image` writes.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ImageSpec {
    /// The platform that the image is for.
    pub platform: Platform,
    /// A layout with an image of the same platform to start from.
    #[serde(default)]
    pub base: Option<PathBuf>,
    /// Layers, lowest first.
    #[serde(default)]
    pub layers: Vec<Layer>,
    /// Configuration.
    #[serde(default)]
    pub config: ConfigSpec,
    /// Annotations of the manifest.
    #[serde(default)]
    pub annotations: BTreeMap<String, String>,
    /// What is attached to the image.
    #[serde(default)]
    pub attachments: Vec<Attachment>,
}

/// A layer of an image.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Layer {
    /// A tar archive, plain or gzip.
    pub tar: PathBuf,
    /// What `pgrx_layer` says of it; without, the archive is read.
    #[serde(default)]
    pub metadata: Option<PathBuf>,
}

/// The annotation that names the base (annotations.md).
const BASE_DIGEST: &str = "org.opencontainers.image.base.digest";

/// Makes an image and returns its digest.
///
/// # Errors
/// A base that is none or is for another platform, and what cannot be read or written.
pub fn make_image(spec: &ImageSpec, output: &Path) -> Result<Digest> {
    let base = open_base(spec)?;
    let layout = LayoutWriter::create(output)?;
    let mut annotations = spec.annotations.clone();
    let mut descriptors = Vec::new();
    if let Some((source, image)) = &base {
        for layer in image.manifest.layers() {
            layout.link(&source.blob(layer.digest()), layer.digest())?;
            descriptors.push(as_oci(layer));
        }
        annotations
            .entry(BASE_DIGEST.into())
            .or_insert_with(|| image.descriptor.digest().to_string());
    }
    let mut added = Vec::new();
    for layer in &spec.layers {
        let metadata: LayerMetadata = match &layer.metadata {
            Some(file) => json::read(file)?,
            None => describe(&layer.tar)?,
        };
        layout.link(&layer.tar, &metadata.digest)?;
        let kind = metadata.media_type.clone();
        descriptors.push(Descriptor::new(
            kind,
            metadata.size,
            metadata.digest.clone(),
        ));
        added.push(metadata);
    }

    let base_config = base.as_ref().map(|(_, image)| &image.config);
    let config = configure(base_config, &spec.platform, &spec.config, &added);
    let config = layout.add_bytes(MediaType::ImageConfig, &json::canonical(&config))?;
    let mut manifest = ImageManifestBuilder::default()
        .schema_version(2_u32)
        .media_type(MediaType::ImageManifest)
        .config(config)
        .layers(descriptors)
        .build()
        .expect("all that a manifest must have is set");
    if !annotations.is_empty() {
        manifest.set_annotations(Some(annotations.into_iter().collect()));
    }
    let mut image = layout.add_bytes(MediaType::ImageManifest, &json::canonical(&manifest))?;
    let digest = image.digest().clone();
    let attached = spec.attachments.iter();
    let attached = attached.map(|file| attach(&layout, &image, file));
    let attached = attached.collect::<Result<_>>()?;
    image.set_platform(Some(spec.platform.to_oci()));
    layout.finish(image, attached)?;
    Ok(digest)
}

fn open_base(spec: &ImageSpec) -> Result<Option<(Layout, Image)>> {
    let Some(folder) = &spec.base else {
        return Ok(None);
    };
    let layout = Layout::open(folder)?;
    let image = layout.image(&spec.platform)?;
    Ok(Some((layout, image)))
}

/// A base's layer under OCI's name of its media type: a manifest has one family of them.
fn as_oci(layer: &Descriptor) -> Descriptor {
    let kind = match layer.media_type().as_ref() {
        "application/vnd.docker.image.rootfs.diff.tar.gzip" => MediaType::ImageLayerGzip,
        "application/vnd.docker.image.rootfs.diff.tar" => MediaType::ImageLayer,
        "application/vnd.docker.image.rootfs.diff.tar.zstd" => MediaType::ImageLayerZstd,
        _ => return layer.clone(),
    };
    let mut layer = layer.clone();
    layer.set_media_type(kind);
    layer
}
