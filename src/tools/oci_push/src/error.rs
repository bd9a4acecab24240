//! Why a push did not happen, with the text the user sees.

use std::path::PathBuf;

/// Shorthand of this program.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// A reason why a push ended.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The layout cannot be pushed.
    #[error(transparent)]
    Layout(#[from] oci::Error),
    /// The repository's name is unusable.
    #[error("`{text}` names no repository: {reason}. Say `--repository=host[:port]/name`")]
    Repository { text: String, reason: &'static str },
    /// A tag is unusable.
    #[error("`{text}` is no tag: up to 128 letters, digits, `_`, `.`, `-`, not beginning with `.` or `-`")]
    Tag { text: String },
    /// An index says something else of an image than the image itself.
    #[error("{}: the index says {digest} is for {said}, and its configuration says {found}; build the index again", layout.display())]
    Platform {
        layout: PathBuf,
        digest: String,
        said: String,
        found: String,
    },
    /// The registry does not answer, or stops to; or a blob is not what it is named.
    #[error("cannot push {what}: {reason}; gave up after {attempts} attempts. No tag was changed. Where the registry did not answer, run the same command again once it does: what it has is not sent again")]
    Unreachable {
        what: String,
        reason: String,
        attempts: u32,
    },
    /// The registry wants other credentials, or any.
    #[error("{registry} refuses the push: {reason}. No tag was changed. Run `docker login {registry}`, or correct its entry in {}", config.display())]
    Unauthorized {
        registry: String,
        config: PathBuf,
        reason: String,
    },
    /// The registry answers with an error that another attempt does not mend.
    #[error("cannot push {what}: {reason}. No tag was changed")]
    Refused { what: String, reason: String },
    /// The registry has the image, and doesn't take what is attached to it.
    #[error("{registry} does not take {attachment}: {reason}. No tag was changed. Some registries take no manifest with a `subject`; `--no-attachments` pushes the image without what is attached to it")]
    Attachment {
        registry: String,
        attachment: String,
        reason: String,
    },
    /// All is there but a tag.
    #[error("cannot tag {repository}: {reason}. Everything was pushed; tag `{tag}` and those after it were not changed. Run the same command again")]
    Untagged {
        repository: String,
        tag: String,
        reason: String,
    },
    /// There is no cosign.
    #[error("cannot sign: there is no program `{}`{place}; install cosign, or say where it is by `--cosign=<path>` or in COSIGN. Nothing was sent", wish.display())]
    NoSigner { wish: PathBuf, place: &'static str },
    /// There is no key.
    #[error("there is no key {}. Name a file, or a reference such as `env://NAME`, by `--sign-key`; `cosign generate-key-pair` makes one. Nothing was sent", file.display())]
    NoKey { file: PathBuf },
    /// cosign did not sign.
    #[error("{repository} is not signed: {} {reason}. No tag was changed. Where it speaks of decryption, COSIGN_PASSWORD is not the key's; where of a log that it cannot reach, say `--sign-flag=--tlog-upload=false`. Then run the same command again: what the registry has is not sent again", program.display())]
    Unsigned {
        program: PathBuf,
        repository: String,
        reason: String,
    },
    /// A file cannot be read or written, or a program not be started.
    #[error("{}: {source}", file.display())]
    File {
        file: PathBuf,
        source: std::io::Error,
    },
}
