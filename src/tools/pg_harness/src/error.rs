//! Every way in which the harness can fail, and the words for it.

use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// `Result` with this crate's [`Error`].
pub type Result<T> = std::result::Result<T, Error>;

/// What went wrong; the text says what, where, why, and what mends it.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A file could not be read, written, linked or made.
    #[error("cannot {action} {path}: {source}")]
    File {
        action: &'static str,
        path: PathBuf,
        source: io::Error,
    },
    /// A server description is not valid JSON, or lacks a field.
    #[error("server description {path} is not valid: {source}")]
    Spec {
        path: PathBuf,
        source: serde_json::Error,
    },
    /// The tree of unpacked packages lacks something that the server needs.
    #[error(
        "server root {root} lacks {file} ({needed_for}); \
         add the package that holds it to this architecture's server package set"
    )]
    RootLacks {
        root: PathBuf,
        file: String,
        needed_for: &'static str,
    },
    /// A PostgreSQL of somebody's own lacks something.
    #[error(
        "the PostgreSQL in {tree} lacks {file} ({needed_for}).\n\
         To mend it: see that `server` of its postgres_toolchain has all that `make install` writes, \
         and that `programs`, `library` and `share` are its folders"
    )]
    TreeLacks {
        tree: PathBuf,
        file: String,
        needed_for: &'static str,
    },
    /// A native-code file is for another machine than the server.
    #[error(
        "{path} is for ELF machine {found}, but the server is for {expected}; \
         it was built for another architecture"
    )]
    WrongMachine {
        path: PathBuf,
        found: String,
        expected: String,
    },
    /// Neither a library nor an SQL folder where an extension should have one.
    #[error(
        "extension tree {tree} holds neither {library} nor \
         {share}/extension; was it built for this PostgreSQL {major}?"
    )]
    EmptyExtension {
        tree: PathBuf,
        library: PathBuf,
        share: PathBuf,
        major: u32,
    },
    /// Two extension trees bring a file of the same name.
    #[error("two extension trees bring {file}: {first} and {second}")]
    Clash {
        file: PathBuf,
        first: PathBuf,
        second: PathBuf,
    },
    /// A control file that PostgreSQL would refuse.
    #[error("{path}: {source}")]
    Control {
        path: PathBuf,
        source: control_file::ParseError,
    },
    /// An extension requires another one, which is not there.
    #[error(
        "{control} says `requires = '{required}'`, and this server has no extension {required}.\n\
         To mend it: name what has it in `required` of the pgrx_crate or pgrx_extension:\n  \
         required = [\":{required}\"]   a pgrx_extension of your own\n  \
         required = [\"@<name>\"]   Debian packages, of pgrx.server_packages(name = \"<name>\", ...) \
         in MODULE.bazel"
    )]
    NotProvided { control: String, required: String },
    /// A library that nobody brings.
    #[error(
        "{file} needs {library}, which is in no package of this server.\n\
         To mend it: add the package that holds it to `packages` in the yaml of the \
         pgrx.server_packages, or in that of the pgrx.libraries, and renew its lock.{depends}"
    )]
    LibraryLacks {
        file: String,
        library: String,
        depends: String,
    },
    /// No permitted way of running as somebody other than uid 0, or at all.
    #[error(
        "cannot start target programs as an ordinary user. Tried:{tried}\n\
         allow user namespaces (sysctl user.max_user_namespaces above 0, \
         kernel.apparmor_restrict_unprivileged_userns=0), \
         or run the tests as an ordinary user that /etc/passwd names"
    )]
    NoIdentity { tried: String },
    /// A process could not be started at all.
    #[error("{what}: cannot start {program}: {source}")]
    Start {
        what: String,
        program: PathBuf,
        source: io::Error,
    },
    /// A process ended with a failure.
    #[error("{what} failed ({status}); its output:\n{output}")]
    Failed {
        what: String,
        status: String,
        output: String,
    },
    /// A process took longer than it may; it has been killed.
    #[error("{what} did not end within {limit:?} and was killed; its output so far:\n{output}")]
    TimedOut {
        what: String,
        limit: Duration,
        output: String,
    },
    /// The server ended, or was not ready in time, at its start.
    #[error("the server {reason}; its log:\n{log}")]
    NotReady { reason: String, log: String },
    /// Data that was kept is of another PostgreSQL.
    #[error(
        "{data} is of PostgreSQL {kept}, and this server is {major}.\n\
         To mend it: name another folder, or run the target of PostgreSQL {kept}"
    )]
    Kept {
        data: PathBuf,
        kept: String,
        major: u32,
    },
    /// The evidence about the running server contradicts its description.
    #[error("the running server is not the one described: {0}")]
    Proof(String),
    /// The test's inputs make no sense.
    #[error("{0}")]
    Input(String),
}

/// Adapts an [`io::Error`] for `map_err`, with the action and the path.
pub fn file(action: &'static str, path: impl AsRef<Path>) -> impl FnOnce(io::Error) -> Error {
    let path = path.as_ref().to_path_buf();
    move |source| Error::File {
        action,
        path,
        source,
    }
}
