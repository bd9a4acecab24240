//! Everything that can go wrong, as sentences that say how to mend it.

use std::path::PathBuf;

/// An error of this program. `Display` is the whole message.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A file or folder could not be read, written or renamed.
    #[error("cannot {action} {path}: {source}")]
    Io {
        action: &'static str,
        path: PathBuf,
        source: std::io::Error,
    },

    /// The file of groups isn't what [`crate::groups::Groups`] describes.
    #[error("{path}: no groups of architectures: {reason}\n  they are written by Bazel: {UPDATE_COMMAND}")]
    BadGroups {
        /// The file.
        path: PathBuf,
        /// What the JSON reader said.
        reason: String,
    },
    /// `<set>.yaml` isn't what [`crate::intent::Intent`] describes.
    #[error("{path}: not a package set: {reason}\n  a set has `suites`, `architectures`, `packages` and optionally `overrides`; of an archive of your own, `archive`, `keyring` and optionally `components`; see thirdparty/debian/README.md of rules_pgrx")]
    BadIntent { path: PathBuf, reason: String },

    /// `<set>.lock.json` isn't what [`crate::lock::Lock`] describes.
    #[error("{path}: not a lock: {reason}\n  locks are written by machine; renew it with: {UPDATE_COMMAND}")]
    BadLock { path: PathBuf, reason: String },

    /// `--set` names a set that has no yaml.
    #[error("there is no {name}.yaml in {dir}, which has to say what the set is made of; the sets there are: {known}")]
    UnknownSet {
        name: String,
        dir: PathBuf,
        known: String,
    },

    /// The folder holds no `<set>.yaml` at all.
    #[error("{dir} holds no <set>.yaml; name the folder of package sets with --dir")]
    NoSets { dir: PathBuf },

    /// Neither the environment nor apt names a Debian archive.
    #[error("no Debian mirror is known: DEBIAN_MIRROR is not set and this machine's apt {reason}\n  name one: DEBIAN_MIRROR=<base URL of a Debian mirror> {UPDATE_COMMAND}")]
    NoMirror { reason: String },

    /// The archive's keys are not installed, so no signature can be checked.
    #[error("the archive's keys are not on this machine (looked for {looked_for}); without them no signature can be checked\n  install the package debian-archive-keyring")]
    NoKeyring { looked_for: String },

    /// A set's archive is not Debian's, and its keys are not where the set says.
    #[error("{path}: cannot be read, and should hold the public keys of {url}: {source}\n  put the keyring there that the archive's owner publishes, or name another one as `keyring` in the set's yaml")]
    NoOwnKeyring {
        /// The file.
        path: PathBuf,
        /// The archive.
        url: String,
        /// What the system said.
        source: std::io::Error,
    },

    /// apt could not be started.
    #[error("cannot run {program}: {source}\n  this program resolves packages with the machine's own apt, which checks the archive's signature; run it where apt is installed")]
    NoApt {
        program: String,
        source: std::io::Error,
    },

    /// `apt-get update` failed: no network, bad signature, unknown suite or architecture.
    #[error("apt cannot read suite {suite} for {architecture} from {mirror}:\n{output}{remedy}")]
    AptUpdate {
        suite: String,
        architecture: String,
        mirror: String,
        output: String,
        remedy: String,
    },

    /// apt succeeded, but left no index for this architecture.
    #[error("suite {suite} has no packages for architecture {architecture} at {mirror}; check the spelling: Debian's name, the field `debian` of a row in platforms/arches.bzl of rules_pgrx")]
    NoIndex {
        suite: String,
        architecture: String,
        mirror: String,
    },

    /// A stanza of an index lacks a field that a pin needs.
    #[error("{path}: package {package} has no usable field {field}")]
    BadStanza {
        path: PathBuf,
        package: String,
        field: &'static str,
    },

    /// Packages that none of their suites has. All of them, so that one run suffices.
    #[error("{} wanted but not in the archive; no lock was written:\n{}", count(.0.len()), .0.join("\n"))]
    UnknownPackages(Vec<String>),
}

/// The command that renews the locks; every message that asks for it uses this.
pub const UPDATE_COMMAND: &str = "./tools/bazel run //:update";

/// A message in the words of the module whose locks these are, where `renew` renews them.
pub fn in_words_of(renew: &str, message: &str) -> String {
    message.replace(UPDATE_COMMAND, renew)
}

/// Shorthand used throughout the crate.
pub type Result<T> = std::result::Result<T, Error>;

fn count(packages: usize) -> String {
    match packages {
        1 => "1 package is".to_owned(),
        n => format!("{n} packages are"),
    }
}

/// Turns an [`std::io::Error`] into [`Error::Io`], for use with `map_err`.
pub fn io(action: &'static str, path: impl Into<PathBuf>) -> impl FnOnce(std::io::Error) -> Error {
    let path = path.into();
    move |source| Error::Io {
        action,
        path,
        source,
    }
}
