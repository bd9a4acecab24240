//! Signatures of packages and indices: RSA, PKCS #1 v1.5, over SHA-256.
//!
//! apk-tools knows `.SIGN.RSA` (SHA-1) and `.SIGN.RSA256`; only the latter is
//! written here.

use crate::segment::segment;
use crate::Error;
use package_tree::Tree;
use rsa::pkcs1::DecodeRsaPrivateKey;
use rsa::pkcs8::{DecodePrivateKey, EncodePublicKey, LineEnding};
use rsa::sha2::{Digest, Sha256};
use rsa::{Pkcs1v15Sign, RsaPrivateKey};
use std::path::Path;

/// A private key, and what its public half is called in /etc/apk/keys.
#[derive(Debug)]
pub struct Key {
    private: RsaPrivateKey,
    name: String,
}

impl Key {
    /// Reads a key; `name` ends in `.rsa.pub`.
    ///
    /// # Errors
    /// It cannot be read, is no RSA key, or its name is none.
    pub fn read(file: &Path, name: &str) -> Result<Self, Error> {
        if !name.ends_with(".rsa.pub") || name.contains('/') {
            return Err(Error::BadField {
                field: "key name",
                value: name.to_owned(),
                reason: "is not the name of a file that ends in .rsa.pub",
            });
        }
        let text = files::read_text(file)?;
        let private = RsaPrivateKey::from_pkcs8_pem(&text)
            .or_else(|error| RsaPrivateKey::from_pkcs1_pem(&text).map_err(|_| error))
            .map_err(|error| Error::BadKey {
                file: file.into(),
                reason: error.to_string(),
            })?;
        Ok(Self {
            private,
            name: name.to_owned(),
        })
    }

    /// A segment with the signature of `bytes`.
    ///
    /// # Errors
    /// The key's name is too long.
    pub fn segment(&self, bytes: &[u8]) -> Result<Vec<u8>, Error> {
        let signature = self
            .private
            .sign(Pkcs1v15Sign::new::<Sha256>(), &Sha256::digest(bytes))
            .expect("a key of 1024 bits or more");
        let mut tree = Tree::default();
        tree.insert(&format!(".SIGN.RSA256.{}", self.name), signature)?;
        segment(&tree)
    }

    /// The public half, in PEM.
    #[must_use]
    pub fn public(&self) -> String {
        let public = self.private.to_public_key();
        public
            .to_public_key_pem(LineEnding::LF)
            .expect("a public key has no more than numbers")
    }
}
