//! Resolves `<set>.yaml` (which packages are wanted, from which suites) into
//! `<set>.lock.json` (name, version, size, sha256 and path of every `.deb`).
//!
//! ```text
//! mirror   where the archive is      (DEBIAN_MIRROR, else this machine's apt; own: its yaml says)
//!    |
//! archive  the index of a (suite, architecture), which apt has downloaded and verified
//!    |
//! index    the packages in such a file
//!    |
//! resolve  intent + indices -> lock  (all that is missing, reported at once)
//!    |
//! store    all locks on disk, or none        check   locks against intent
//! ```
//!
//! The archive's signature is checked by apt itself, which also brings the
//! machine's proxies and certificates; this program never opens a socket.
//! Dependencies are not followed: a set lists exactly what it unpacks.

pub mod apt;
pub mod archive;
pub mod check;
pub mod error;
pub mod groups;
pub mod index;
pub mod intent;
pub mod lock;
pub mod mirror;
pub mod own;
pub mod paths;
pub mod remedy;
pub mod resolve;
pub mod store;
pub mod version;
