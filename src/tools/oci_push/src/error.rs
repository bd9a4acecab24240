//! Why a push did not happen, with the text the user sees.

use std::path::PathBuf;

/// Shorthand of this crate.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// A reason why a push ended. Tags are written last, so none has moved.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The layout cannot be pushed.
    #[error(transparent)]
    Layout(#[from] oci::Error),
    /// The repository's name is unusable.
    #[error("`{text}` names no repository: {reason}. Say `--repository=host[:port]/name`")]
    Repository {
        /// As given.
        text: String,
        /// What is wrong with it.
        reason: &'static str,
    },
    /// A tag is unusable.
    #[error("`{text}` is no tag: up to 128 letters, digits, `_`, `.`, `-`, not beginning with `.` or `-`")]
    Tag {
        /// As given.
        text: String,
    },
    /// An index says something else of an image than the image itself.
    #[error("{}: the index says {digest} is for {said}, and its configuration says {found}; build the index again", layout.display())]
    Platform {
        /// The layout.
        layout: PathBuf,
        /// The manifest.
        digest: String,
        /// The platform in the index.
        said: String,
        /// The platform in the configuration.
        found: String,
    },
    /// The registry does not answer, or stops to.
    #[error("{what}: {reason}; gave up after {attempts} attempts. No tag was changed. Once the registry answers, run the same command again: what it has is not sent again")]
    Unreachable {
        /// What was to be done, with the address.
        what: String,
        /// The last failure.
        reason: String,
        /// Attempts.
        attempts: u32,
    },
    /// The registry wants other credentials, or any.
    #[error("{registry} refuses {credentials}: {answer}. Run `docker login {registry}`, or correct its entry in {}; no tag was changed", config.display())]
    Unauthorized {
        /// The registry.
        registry: String,
        /// Whose credentials were sent.
        credentials: String,
        /// What it answered.
        answer: String,
        /// Docker's configuration.
        config: PathBuf,
    },
    /// Docker's configuration or a helper of it fails.
    #[error("cannot read the credentials of {registry} from {}: {reason}", config.display())]
    Credentials {
        /// The registry.
        registry: String,
        /// Docker's configuration.
        config: PathBuf,
        /// Why.
        reason: String,
    },
    /// The registry answers with an error that another attempt does not mend.
    #[error("{what}: the registry answers {answer}. No tag was changed")]
    Refused {
        /// What was to be done, with the address.
        what: String,
        /// Status, and the registry's own words.
        answer: String,
    },
    /// The registry breaks the distribution specification.
    #[error(
        "{what}: the registry {reason}; this is no registry of the OCI distribution specification"
    )]
    Protocol {
        /// What was to be done.
        what: String,
        /// What it did.
        reason: String,
    },
    /// There is no cosign.
    #[error("cannot sign: there is no program `{}`{place}; install cosign, or say where it is by `--cosign=<path>` or in COSIGN. Nothing was sent", wish.display())]
    NoSigner {
        /// What was looked for.
        wish: PathBuf,
        /// Where, if it was a name.
        place: &'static str,
    },
    /// There is no key.
    #[error("there is no key {}. Name a file, or a reference such as `env://NAME`, by `--sign-key`; `cosign generate-key-pair` makes one. Nothing was sent", file.display())]
    NoKey {
        /// The file.
        file: PathBuf,
    },
    /// cosign did not sign.
    #[error("{repository} is not signed: {} {reason}. No tag was changed. Where it speaks of decryption, COSIGN_PASSWORD is not the key's; where of a log that it cannot reach, say `--sign-flag=--tlog-upload=false`. Then run the same command again: what the registry has is not sent again", program.display())]
    Unsigned {
        /// cosign.
        program: PathBuf,
        /// What was to be signed.
        repository: String,
        /// How it ended.
        reason: String,
    },
    /// The report cannot be written, or a list of tags not be read.
    #[error("{}: {source}", file.display())]
    File {
        /// The file.
        file: PathBuf,
        /// The system's reason.
        source: std::io::Error,
    },
}
