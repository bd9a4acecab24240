//! What refers to a manifest ("Listing Referrers" of the specification).

use super::answer::{header, refused};
use super::api::{Registry, INDEX};
use crate::error::{Error, Result};
use oci::json::canonical;
use oci_spec::image::{Descriptor, Digest, ImageIndex};

impl Registry {
    /// Whether the registry lists what refers to a manifest (its "Referrers API").
    ///
    /// # Errors
    /// See [`Registry::has_blob`].
    pub fn lists_referrers(&self, digest: &Digest) -> Result<bool> {
        let what = format!("cannot ask {} for referrers", self.repository);
        let response = self.get(what, format!("referrers/{digest}"))?;
        let kind = header(&response, "content-type").unwrap_or_default();
        Ok(response.status() == 200 && kind.starts_with(INDEX))
    }

    /// Adds a referrer to the index that stands in for the API, under the tag
    /// `sha256-<hex>` ("Referrers Tag Schema"). Returns the bytes that were sent.
    ///
    /// # Errors
    /// See [`Registry::has_blob`].
    pub fn add_to_fallback(&self, subject: &Digest, referrer: &Descriptor) -> Result<u64> {
        let tag = subject.to_string().replace(':', "-");
        let what = format!("cannot read tag {tag} of {}", self.repository);
        let mut response = self.get(what.clone(), format!("manifests/{tag}"))?;
        let mut index = match response.status().as_u16() {
            200 => {
                let text = response.body_mut().read_to_string().unwrap_or_default();
                serde_json::from_str::<ImageIndex>(&text).map_err(|error| Error::Protocol {
                    what,
                    reason: format!("has something else than an index there ({error})"),
                })?
            }
            404 => empty_index(),
            _ => return Err(refused(what, &mut response)),
        };
        let mut manifests = index.manifests().clone();
        if manifests.iter().any(|m| m.digest() == referrer.digest()) {
            return Ok(0);
        }
        manifests.push(referrer.clone());
        index.set_manifests(manifests);
        let bytes = canonical(&index);
        self.put_manifest(&tag, INDEX, &bytes)?;
        Ok(bytes.len() as u64)
    }
}

fn empty_index() -> ImageIndex {
    oci_spec::image::ImageIndexBuilder::default()
        .schema_version(2_u32)
        .media_type(oci_spec::image::MediaType::ImageIndex)
        .manifests(Vec::new())
        .build()
        .expect("all that an index must have is set")
}
