//! Finding the image of one platform in a layout.

use super::read::{is_index, is_manifest, Layout};
use crate::error::{Error, Result};
use crate::platform::Platform;
use oci_spec::image::{Descriptor, ImageManifest};
use serde_json::Value;
use std::collections::HashSet;

/// An image of a layout.
#[derive(Debug, Clone)]
pub struct Image {
    /// The descriptor by which the layout names it.
    pub descriptor: Descriptor,
    /// Its manifest.
    pub manifest: ImageManifest,
    /// Its configuration, with fields that `oci-spec` does not know.
    pub config: Value,
    /// The platform that the configuration names.
    pub platform: Platform,
}

impl Layout {
    /// All images, in the order of `index.json` and of the indexes it names.
    ///
    /// # Errors
    /// Missing or damaged blobs.
    pub fn images(&self) -> Result<Vec<Image>> {
        let mut images = Vec::new();
        for descriptor in self.below(self.entries())? {
            if is_manifest(descriptor.media_type()) {
                images.extend(self.as_image(&descriptor)?);
            }
        }
        Ok(images)
    }

    /// These and what the indexes among them name, at any depth. An index is looked into once:
    /// a few that name each other many times would else be more than can be read.
    ///
    /// # Errors
    /// Missing or damaged blobs.
    pub fn below(&self, descriptors: &[Descriptor]) -> Result<Vec<Descriptor>> {
        let mut waiting: Vec<_> = descriptors.iter().rev().cloned().collect();
        let (mut seen, mut found) = (HashSet::new(), Vec::new());
        while let Some(descriptor) = waiting.pop() {
            if is_index(descriptor.media_type()) && seen.insert(descriptor.digest().clone()) {
                let index = self.index(&descriptor)?;
                waiting.extend(index.manifests().iter().rev().cloned());
            }
            found.push(descriptor);
        }
        Ok(found)
    }

    /// The image for a platform.
    ///
    /// # Errors
    /// [`Error::WrongPlatform`] where there is none, [`Error::Unsuitable`] where
    /// there are several.
    pub fn image(&self, wanted: &Platform) -> Result<Image> {
        let images = self.images()?;
        let found: Vec<_> = images.iter().map(|i| i.platform.to_string()).collect();
        let mut fitting = images.into_iter().filter(|i| wanted.fits(&i.platform));
        let image = fitting.next().ok_or_else(|| Error::WrongPlatform {
            folder: self.folder().into(),
            wanted: wanted.to_string(),
            found: found.join(", "),
        })?;
        match fitting.find(|other| other.descriptor.digest() != image.descriptor.digest()) {
            Some(_) => Err(Error::Unsuitable {
                folder: self.folder().into(),
                reason: format!("holds several images for {wanted}; name a layout with one"),
            }),
            None => Ok(image),
        }
    }

    /// The only image.
    ///
    /// # Errors
    /// [`Error::Unsuitable`] where there is another number of them.
    pub fn only_image(&self) -> Result<Image> {
        let mut images = self.images()?;
        match images.len() {
            1 => Ok(images.remove(0)),
            count => Err(Error::Unsuitable {
                folder: self.folder().into(),
                reason: format!("holds {count} images where one is wanted; name a platform"),
            }),
        }
    }

    /// None for what is a manifest but no image: attachments, attestations.
    fn as_image(&self, descriptor: &Descriptor) -> Result<Option<Image>> {
        let manifest = self.manifest(descriptor)?;
        if manifest.subject().is_some() || manifest.artifact_type().is_some() {
            return Ok(None);
        }
        let config: Value = self.parse(manifest.config())?;
        // buildkit's attestations are images of the platform `unknown/unknown`.
        Ok(Platform::of_config(&config)
            .filter(|platform| platform.os != "unknown")
            .map(|platform| Image {
                descriptor: descriptor.clone(),
                manifest,
                config,
                platform,
            }))
    }
}

#[cfg(test)]
mod tests {
    use crate::json::canonical;
    use crate::layout::{index_of, Layout, LayoutWriter};
    use oci_spec::image::MediaType;

    /// 2^40 ways lead to the innermost of these.
    #[test]
    fn an_index_that_is_named_often_is_read_once() {
        let folder = tempfile::tempdir().unwrap();
        let layout = LayoutWriter::create(folder.path()).unwrap();
        let mut named = Vec::new();
        for _ in 0..40 {
            let bytes = canonical(&index_of(named));
            let index = layout.add_bytes(MediaType::ImageIndex, &bytes).unwrap();
            named = vec![index.clone(), index];
        }
        layout.finish(named.remove(0), Vec::new()).unwrap();
        let layout = Layout::open(folder.path()).unwrap();
        assert!(layout.images().unwrap().is_empty());
        assert_eq!(layout.below(layout.entries()).unwrap().len(), 79);
    }
}
