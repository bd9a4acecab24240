//! Blobs: mounted from another repository, or uploaded in one piece.

use super::answer::{header, refused};
use super::api::Registry;
use super::attempt::Attempt;
use super::client::Call;
use crate::error::{Error, Result};
use crate::progress::Progress;
use oci_spec::image::{Descriptor, Digest};
use std::fs::File;
use std::io::Read;
use std::path::Path;
use std::sync::Arc;
use ureq::http::{Method, Response};
use ureq::{Body, SendBody};

impl Registry {
    /// Mounts a blob from another repository of the registry; false where it is not there.
    ///
    /// # Errors
    /// See [`Registry::has_blob`].
    pub fn mount(&self, digest: &Digest, from: &str) -> Result<bool> {
        let what = format!("cannot mount {digest} from {from} in {}", self.repository);
        let query = format!("?mount={digest}&from={from}");
        let mut response = self.start_upload(&what, &query)?;
        match response.status().as_u16() {
            201 => Ok(true),
            // An upload was begun instead; the registry drops it unused.
            202 => Ok(false),
            _ => Err(refused(what, &mut response)),
        }
    }

    /// Uploads a blob in one piece; the registry checks its digest.
    ///
    /// # Errors
    /// See [`Registry::has_blob`].
    pub fn upload(&self, blob: &Descriptor, file: &Path, progress: &Arc<Progress>) -> Result<()> {
        let what = format!(
            "cannot upload blob {} to {}",
            blob.digest(),
            self.repository
        );
        // An upload that broke off is gone: each attempt begins a new one.
        let mut response = self.client.settings.persist(&what, || {
            let location = self.begin_upload(&what)?;
            self.send(&what, &location, blob, file, progress)
        })?;
        match response.status().as_u16() {
            201 => Ok(()),
            _ => Err(refused(what, &mut response)),
        }
    }

    /// The address at which an upload goes on, without `digest`.
    fn begin_upload(&self, what: &str) -> Result<String> {
        let mut begun = self.start_upload(what, "")?;
        match (begun.status().as_u16(), header(&begun, "location")) {
            (202, Some(location)) => Ok(self.absolute(&location)),
            (202, None) => Err(Error::Protocol {
                what: what.into(),
                reason: "begins an upload without saying where".into(),
            }),
            _ => Err(refused(what.into(), &mut begun)),
        }
    }

    fn send(
        &self,
        what: &str,
        location: &str,
        blob: &Descriptor,
        file: &Path,
        progress: &Arc<Progress>,
    ) -> Result<Attempt<Response<Body>>> {
        let joint = if location.contains('?') { '&' } else { '?' };
        let body = || {
            let reader = Counted {
                file: File::open(file).map_err(|source| Error::File {
                    file: file.into(),
                    source,
                })?,
                progress: Arc::clone(progress),
                size: blob.size(),
                sent: 0,
            };
            Ok(SendBody::from_owned_reader(reader))
        };
        self.client.attempt(&Call {
            what: what.into(),
            method: Method::PUT,
            url: format!("{location}{joint}digest={}", blob.digest()),
            headers: vec![
                ("Content-Type", "application/octet-stream".into()),
                ("Content-Length", blob.size().to_string()),
            ],
            body: Some(&body),
        })
    }

    fn start_upload(&self, what: &str, query: &str) -> Result<Response<Body>> {
        self.client.run(&Call {
            what: what.into(),
            method: Method::POST,
            url: format!("{}/blobs/uploads/{query}", self.base),
            headers: vec![("Content-Length", "0".into())],
            body: None,
        })
    }

    /// A `Location` may be relative to the registry.
    fn absolute(&self, location: &str) -> String {
        if location.contains("://") {
            return location.into();
        }
        let origin = self.base.split("/v2/").next().unwrap_or_default();
        format!("{origin}/{}", location.trim_start_matches('/'))
    }
}

/// A file that reports how much of it was sent; an attempt that fails does not count.
struct Counted {
    file: File,
    progress: Arc<Progress>,
    size: u64,
    sent: u64,
}

impl Read for Counted {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let count = self.file.read(buffer)?;
        self.sent += count as u64;
        self.progress.sent(count as u64);
        Ok(count)
    }
}

impl Drop for Counted {
    fn drop(&mut self) {
        // Dropped before its end: the attempt failed.
        if self.sent < self.size {
            self.progress.take_back(self.sent);
        }
    }
}
