//! The requests of a push.

use super::answer::{header, refused};
use super::attempt::Settings;
use super::client::{Call, Client};
use crate::credentials;
use crate::error::Result;
use crate::repository::Repository;
use oci_spec::image::Digest;
use ureq::http::{Method, Response};
use ureq::{Body, SendBody};

/// A repository of a registry, open for pushing.
pub struct Registry {
    pub(super) client: Client,
    pub(super) repository: Repository,
    /// `https://host/v2/name`.
    pub(super) base: String,
}

/// Media type of an index.
pub(super) const INDEX: &str = "application/vnd.oci.image.index.v1+json";

/// Whether a registry is spoken to in plain HTTP: this machine's, unless TLS is asked for.
#[must_use]
pub fn plain_http(repository: &Repository, tls: bool) -> bool {
    repository.is_loopback() && !tls
}

impl Registry {
    /// Finds credentials; nothing is sent yet.
    ///
    /// # Errors
    /// [`Error::Credentials`].
    pub fn new(
        repository: &Repository,
        mount_from: &[String],
        tls: bool,
        settings: Settings,
    ) -> Result<Self> {
        let credentials = credentials::find(&repository.registry)?;
        let mut scopes = vec![format!("repository:{}:pull,push", repository.name)];
        scopes.extend(
            mount_from
                .iter()
                .map(|name| format!("repository:{name}:pull")),
        );
        let scheme = if plain_http(repository, tls) {
            "http"
        } else {
            "https"
        };
        Ok(Self {
            base: format!("{scheme}://{}/v2/{}", repository.registry, repository.name),
            client: Client::new(&repository.registry, credentials, scopes, settings),
            repository: repository.clone(),
        })
    }

    /// The repository.
    #[must_use]
    pub fn repository(&self) -> &Repository {
        &self.repository
    }

    /// Whether the repository has a blob.
    ///
    /// # Errors
    /// Those of [`Client::run`], and [`Error::Refused`]; so for all that follows.
    pub fn has_blob(&self, digest: &Digest) -> Result<bool> {
        self.exists(&format!("blob {digest}"), format!("blobs/{digest}"), "*/*")
            .map(|found| found.is_some())
    }

    /// The digest of the manifest of that name, a tag or a digest, if there is one.
    ///
    /// # Errors
    /// See [`Registry::has_blob`].
    pub fn manifest_digest(&self, name: &str, kind: &str) -> Result<Option<String>> {
        let found = self.exists(
            &format!("manifest {name}"),
            format!("manifests/{name}"),
            kind,
        )?;
        Ok(found.map(|response| header(&response, "docker-content-digest").unwrap_or_default()))
    }

    /// Writes a manifest under a tag or its digest.
    ///
    /// # Errors
    /// See [`Registry::has_blob`].
    pub fn put_manifest(&self, name: &str, kind: &str, bytes: &[u8]) -> Result<()> {
        let what = format!("cannot write manifest {name} of {}", self.repository);
        let body = || {
            Ok(SendBody::from_owned_reader(std::io::Cursor::new(
                bytes.to_vec(),
            )))
        };
        let mut response = self.client.run(&Call {
            what: what.clone(),
            method: Method::PUT,
            url: format!("{}/manifests/{name}", self.base),
            headers: vec![
                ("Content-Type", kind.into()),
                ("Content-Length", bytes.len().to_string()),
            ],
            body: Some(&body),
        })?;
        match response.status().as_u16() {
            200..=299 => Ok(()),
            _ => Err(refused(what, &mut response)),
        }
    }

    fn exists(&self, thing: &str, path: String, accept: &str) -> Result<Option<Response<Body>>> {
        let what = format!("cannot ask {} for {thing}", self.repository);
        let mut response = self.client.run(&Call {
            what: what.clone(),
            method: Method::HEAD,
            url: format!("{}/{path}", self.base),
            headers: vec![("Accept", accept.into())],
            body: None,
        })?;
        match response.status().as_u16() {
            200 => Ok(Some(response)),
            404 => Ok(None),
            _ => Err(refused(what, &mut response)),
        }
    }

    pub(super) fn get(&self, what: String, path: String) -> Result<Response<Body>> {
        self.client.run(&Call {
            what,
            method: Method::GET,
            url: format!("{}/{path}", self.base),
            headers: vec![("Accept", INDEX.into())],
            body: None,
        })
    }
}
