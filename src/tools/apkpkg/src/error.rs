//! Everything that can go wrong.

use files::FileError;
use std::path::PathBuf;

/// Why nothing was made. `Display` is the whole message.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The files cannot be packed.
    #[error(transparent)]
    Tree(#[from] package_tree::Error),
    /// A library cannot be read.
    #[error(transparent)]
    Elf(#[from] elf_gate::Error),
    /// A file cannot be read or written.
    #[error(transparent)]
    File(#[from] FileError),
    /// A field that apk would refuse or misread.
    #[error("{field}: {value:?} {reason}")]
    BadField {
        /// The field of .PKGINFO.
        field: &'static str,
        /// What was given.
        value: String,
        /// What is wrong with it.
        reason: &'static str,
    },
    /// A library was built for something else than the package says.
    #[error(
        "{path} is for {found}, but the package is for {wanted}; build it for that platform: \
         `extension` must be a pgrx_release of the same CPU"
    )]
    WrongTarget {
        /// Install path of the library.
        path: String,
        /// What it was built for.
        found: String,
        /// What the package is for.
        wanted: &'static str,
    },
    /// Something else than a package of this format.
    #[error("{}: not an .apk of version 2: {reason}", file.display())]
    NotApk {
        /// The file.
        file: PathBuf,
        /// What is wrong with it.
        reason: String,
    },
    /// Something else than an RSA key.
    #[error(
        "{}: not an RSA private key in PEM (PKCS #8 or PKCS #1): {reason}\n  make one: openssl genrsa \
         -out <name>.rsa 4096",
        file.display()
    )]
    BadKey {
        /// The file; its content is never shown.
        file: PathBuf,
        /// What is wrong with it.
        reason: String,
    },
}
