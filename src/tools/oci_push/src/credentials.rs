//! Credentials, from docker's configuration file and the helpers that it names.

use crate::error::{Error, Result};
use docker_credential::{get_credential, CredentialRetrievalError, DockerCredential};
use std::path::PathBuf;

/// What proves who pushes.
#[derive(Clone)]
pub enum Credentials {
    /// Nothing.
    Anonymous,
    /// A user and a password or access token.
    Basic {
        /// The user.
        user: String,
        /// The secret.
        password: String,
    },
    /// A refresh token of OAuth2, which only a token server takes.
    Identity(String),
}

impl Credentials {
    /// For messages; without the secret.
    #[must_use]
    pub fn describe(&self) -> String {
        match self {
            Self::Anonymous => "a push without credentials".into(),
            Self::Basic { user, .. } => format!("the credentials of `{user}`"),
            Self::Identity(_) => "the stored identity token".into(),
        }
    }
}

/// Where docker keeps its configuration: `DOCKER_CONFIG`, else `~/.docker`.
#[must_use]
pub fn config_file() -> PathBuf {
    let folder = std::env::var_os("DOCKER_CONFIG").map(PathBuf::from);
    let home = std::env::var_os("HOME").map(|home| PathBuf::from(home).join(".docker"));
    folder.or(home).unwrap_or_default().join("config.json")
}

/// The credentials of a registry; anonymous where there are none.
///
/// # Errors
/// [`Error::Credentials`] where the file is damaged or a helper fails.
pub fn find(registry: &str) -> Result<Credentials> {
    if !config_file().exists() {
        return Ok(Credentials::Anonymous);
    }
    // `docker login` writes the bare host; older clients and helpers, addresses.
    let keys = ["", "https://", "http://"].map(|scheme| format!("{scheme}{registry}"));
    let older = ["v1", "v2"].map(|version| format!("https://{registry}/{version}/"));
    for key in keys.iter().chain(&older) {
        match get_credential(key) {
            Ok(DockerCredential::UsernamePassword(user, password)) => {
                return Ok(Credentials::Basic { user, password })
            }
            Ok(DockerCredential::IdentityToken(token)) => return Ok(Credentials::Identity(token)),
            Err(error) if is_absence(&error) => {}
            Err(error) => {
                return Err(Error::Credentials {
                    registry: registry.into(),
                    config: config_file(),
                    reason: error.to_string().trim().replace('\n', " "),
                })
            }
        }
    }
    Ok(Credentials::Anonymous)
}

/// Helpers say it in words: docker-credential-helpers, `errCredentialsNotFoundMessage`.
fn is_absence(error: &CredentialRetrievalError) -> bool {
    match error {
        CredentialRetrievalError::ConfigNotFound
        | CredentialRetrievalError::NoCredentialConfigured => true,
        CredentialRetrievalError::HelperFailure { stdout, .. } => {
            stdout.contains("credentials not found")
        }
        _ => false,
    }
}
