//! Why the entry point gives up, in words for whoever reads the container's log.

use std::ffi::OsString;
use std::io;
use std::path::{Path, PathBuf};

use crate::datadir::MARKER;

/// `Result` with this crate's [`Error`].
pub type Result<T> = std::result::Result<T, Error>;

/// What went wrong; the text says what, where, why, and what mends it.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A variable is given both plainly and by a file.
    #[error("both {name} and {name}_FILE are set, but they exclude each other: unset one of them")]
    BothGiven { name: &'static str },
    /// The file that a `_FILE` variable names cannot be read.
    #[error("{name}_FILE names {}, which cannot be read: {source}", path.display())]
    SecretFile {
        name: &'static str,
        path: PathBuf,
        source: io::Error,
    },
    /// Nobody has chosen a password for the superuser.
    #[error(
        "there is no database yet, and no password for its superuser: set POSTGRES_PASSWORD to a \
         non-empty value (docker run -e POSTGRES_PASSWORD=... ) or POSTGRES_PASSWORD_FILE to a \
         file that holds it. POSTGRES_HOST_AUTH_METHOD=trust would let everybody in without a \
         password, from everywhere; that is not recommended"
    )]
    NoPassword,
    /// `initdb` would silently take a part of the password.
    #[error(
        "the superuser's password has more than one line, of which initdb would take the first \
         alone: give POSTGRES_PASSWORD or the file in POSTGRES_PASSWORD_FILE one line"
    )]
    PasswordLines,
    /// `POSTGRES_INITDB_ARGS` is not a list of words.
    #[error("POSTGRES_INITDB_ARGS cannot be split into words: {problem}")]
    InitdbArgs { problem: &'static str },
    /// An earlier initialisation did not come to its end.
    #[error(
        "{dir} is left over from an initialisation that did not finish ({marker} is still in \
         it), so it lacks databases or data and is not used. The log of that start says why it \
         ended; once that is mended, empty the folder (find {dir} -mindepth 1 -delete, or remove \
         the volume) and start again",
        dir = pgdata.display(), marker = MARKER
    )]
    HalfMade { pgdata: PathBuf },
    /// The data folder holds something else than a database.
    #[error(
        "{} holds {}, but no database (no PG_VERSION), so it is not touched: empty it, or set \
         PGDATA to an empty folder, such as a new one below the volume",
        pgdata.display(), entry.to_string_lossy()
    )]
    NoDatabase { pgdata: PathBuf, entry: OsString },
    /// A database of another major is in the volume.
    #[error(
        "there is no database in {}, but one in {other}, which a new one would hide. It is of \
         another PostgreSQL major: bring it over with pg_upgrade, or dump it by the image that it \
         is of and restore it into a new volume. To keep it and begin another one beside it, set \
         PGDATA to a new folder",
        pgdata.display(), other = other.display()
    )]
    OtherDatabase { pgdata: PathBuf, other: PathBuf },
    /// The volume is mounted where nothing would be written.
    #[error(
        "{former} is a volume, but databases of this image are in {volume} ({}), so a new one \
         would not be in the volume: mount it at {volume}, or set PGDATA={former}",
        pgdata.display(), volume = volume.display(), former = former.display()
    )]
    UnusedVolume {
        pgdata: PathBuf,
        volume: PathBuf,
        former: PathBuf,
    },
    /// An initialisation script of a kind that cannot be run here.
    #[error(
        "{} is compressed in a way that cannot be unpacked here, so nothing was initialised: \
         give it as .sql or .sql.gz",
        path.display()
    )]
    UnknownScript { path: PathBuf },
    /// The server would not start in the folder.
    #[error(
        "{dir} belongs to uid {owner}, and PostgreSQL starts in a folder of its own user alone, \
         here uid {uid}, so nothing was initialised: set PGDATA to a folder below, such as \
         {dir}/pgdata, which is then made; or start the container as uid {owner}",
        dir = pgdata.display()
    )]
    ForeignFolder {
        pgdata: PathBuf,
        owner: u32,
        uid: u32,
    },
    /// A file could not be read, made or changed.
    #[error("cannot {action} {}: {source}", path.display())]
    File {
        action: &'static str,
        path: PathBuf,
        source: io::Error,
    },
    /// The image lacks the user that PostgreSQL is to run as.
    #[error(
        "started as root, but /etc/passwd names no user `{user}` to run PostgreSQL as: add the \
         user to the image, or start the container as an ordinary one (docker run --user)"
    )]
    NoUser { user: &'static str },
    /// Root could not become that user.
    #[error(
        "cannot become `{user}` (uid {uid}, gid {gid}): {source}. The container may lack the \
         capabilities SETUID and SETGID; without them start it as that user \
         (docker run --user {uid}:{gid})"
    )]
    StepDown {
        user: String,
        uid: u32,
        gid: u32,
        source: io::Error,
    },
    /// Root may not give the data to that user.
    #[error(
        "cannot give {} to `{user}` (uid {uid}): {source}. The container may lack the \
         capabilities CHOWN and DAC_OVERRIDE; without them start it as the user that the volume \
         belongs to (docker run --user {uid})",
        path.display()
    )]
    Owner {
        path: PathBuf,
        user: String,
        uid: u32,
        source: io::Error,
    },
    /// `initdb` insists on a name for the uid.
    #[error(
        "uid {uid} has no name in /etc/passwd, without which initdb makes no database, and the \
         image has no libnss_wrapper.so to lend it one: add nss_wrapper to the image, start the \
         container as the image's user `{user}`, or mount an /etc/passwd that names the uid"
    )]
    UnknownUid { uid: u32, user: &'static str },
    /// A program cannot be started at all.
    #[error("{what}: cannot start {}: {source}{}", program.to_string_lossy(), hint(source))]
    Start {
        what: String,
        program: OsString,
        source: io::Error,
    },
    /// A step of the initialisation failed.
    #[error("{what} failed ({status}); its messages are above")]
    Failed { what: String, status: String },
    /// A compressed script is damaged.
    #[error("{}: cannot unpack: {source}", path.display())]
    Unpack { path: PathBuf, source: io::Error },
    /// The server of the initialisation ended before it was ready.
    #[error("the server ended at its start ({status}); its messages are above")]
    ServerEnded { status: String },
    /// The server of the initialisation takes too long.
    #[error(
        "the server did not {verb} within {seconds} s; PGCTLTIMEOUT=<seconds> allows more time"
    )]
    ServerLate { verb: &'static str, seconds: u64 },
    /// Nothing can be told to a server without a socket.
    #[error(
        "the server has no Unix socket, without which it cannot be initialised: give \
         unix_socket_directories a folder"
    )]
    NoSocket,
    /// A signal asked for the end during the initialisation.
    #[error("ended by signal {signal} before the initialisation was finished")]
    Stopped { signal: i32 },
    /// The initialisation failed with the folder in parts made.
    #[error(
        "the initialisation of {dir} failed: {cause}\n{dir} is incomplete and will not be used. \
         Mend the cause, empty the folder (find {dir} -mindepth 1 -delete, or remove the volume) \
         and start again",
        dir = pgdata.display()
    )]
    Unfinished { pgdata: PathBuf, cause: Box<Error> },
}

impl Error {
    /// The exit status that tells this error: that of a signal where one ended it.
    pub fn exit_status(&self) -> u8 {
        match self {
            Error::Stopped { signal } => u8::try_from(128 + signal).unwrap_or(1),
            Error::Unfinished { cause, .. } => cause.exit_status(),
            _ => 1,
        }
    }
}

/// Adapts an [`io::Error`] for `map_err`, with the action and the path.
pub fn file(action: &'static str, path: &Path) -> impl FnOnce(io::Error) -> Error {
    let path = path.to_path_buf();
    move |source| Error::File {
        action,
        path,
        source,
    }
}

fn hint(source: &io::Error) -> &'static str {
    match source.kind() {
        io::ErrorKind::NotFound => {
            "; it, or the interpreter in its first line, is not in the image"
        }
        io::ErrorKind::PermissionDenied => "; is it executable for this user?",
        _ => "",
    }
}
