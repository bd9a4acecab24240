//! Whether the server takes connections, asked as `pg_isready` asks: a connection is
//! begun, and any answer but "starting up", "shutting down" or "recovering" will do.
//!
//! Unlike it, this knows the server of an initialisation from the one that users get.

use std::ffi::OsString;
use std::io::{self, Read, Write};
use std::net::{IpAddr, Ipv4Addr, SocketAddr, TcpStream};
use std::os::unix::net::UnixStream;
use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::datadir::MARKER;
use crate::pidfile::PidFile;

/// How long the server may take to answer, unless `--timeout` says otherwise; the
/// default of `pg_isready`.
const TIMEOUT: Duration = Duration::from_secs(3);
/// Protocol 3.0, in the startup packet.
const PROTOCOL: u32 = 3 << 16;
/// SQLSTATE `cannot_connect_now`: the server starts, stops or recovers.
const CANNOT_CONNECT_NOW: &[u8] = b"57P03";
/// Bytes of an error message that are read at most.
const LONGEST_ERROR: u32 = 30_000;

/// Why the server is not healthy.
#[derive(Debug, thiserror::Error)]
pub enum Unhealthy {
    /// The arguments are none that are known.
    #[error("usage: healthcheck [--timeout=<seconds>]")]
    Usage,
    /// The database is being made.
    #[error("{} is still being initialised, or that has failed", pgdata.display())]
    Unfinished { pgdata: PathBuf },
    /// No server says that it runs.
    #[error("no server runs on {}", pgdata.display())]
    NotRunning { pgdata: PathBuf },
    /// The server does not answer.
    #[error("the server at {place} does not answer: {source}")]
    NoAnswer { place: String, source: io::Error },
    /// The server says that it takes no connections now.
    #[error("the server at {place} takes no connections now: {message}")]
    NotNow { place: String, message: String },
}

/// Whom to connect as; a name that exists keeps an error out of the server's log.
#[derive(Clone, Debug)]
pub struct Who {
    pub user: OsString,
    pub database: OsString,
}

/// Reads the arguments after `healthcheck`.
///
/// # Errors
/// [`Unhealthy::Usage`].
pub fn timeout(arguments: &[OsString]) -> Result<Duration, Unhealthy> {
    let [argument] = arguments else {
        return if arguments.is_empty() {
            Ok(TIMEOUT)
        } else {
            Err(Unhealthy::Usage)
        };
    };
    let seconds = argument
        .to_str()
        .and_then(|text| text.strip_prefix("--timeout="));
    let seconds = seconds
        .and_then(|text| text.parse().ok())
        .filter(|n| *n > 0);
    seconds.map(Duration::from_secs).ok_or(Unhealthy::Usage)
}

/// Asks the server of a data folder; returns where it answered.
///
/// # Errors
/// Why it is not healthy.
pub fn check(pgdata: &Path, who: &Who, timeout: Duration) -> Result<String, Unhealthy> {
    let pgdata = pgdata.to_path_buf();
    if pgdata.join(MARKER).exists() {
        return Err(Unhealthy::Unfinished { pgdata });
    }
    let Some(file) = PidFile::read(&pgdata) else {
        return Err(Unhealthy::NotRunning { pgdata });
    };
    let (place, answer) = match file.socket() {
        Some(path) => (path.display().to_string(), by_socket(&path, who, timeout)),
        None => {
            let address = SocketAddr::new(ip(file.address.as_deref()), file.port);
            (address.to_string(), by_network(address, who, timeout))
        }
    };
    match answer {
        Ok(None) => Ok(place),
        Ok(Some(message)) => Err(Unhealthy::NotNow { place, message }),
        Err(source) => Err(Unhealthy::NoAnswer { place, source }),
    }
}

/// The address to connect to, for one that is listened at.
fn ip(listened: Option<&str>) -> IpAddr {
    let parsed = listened.and_then(|text| text.parse::<IpAddr>().ok());
    parsed
        .filter(|ip| !ip.is_unspecified())
        .unwrap_or(Ipv4Addr::LOCALHOST.into())
}

fn by_socket(path: &Path, who: &Who, timeout: Duration) -> io::Result<Option<String>> {
    let stream = UnixStream::connect(path)?;
    stream.set_read_timeout(Some(timeout))?;
    stream.set_write_timeout(Some(timeout))?;
    ask(stream, who)
}

fn by_network(address: SocketAddr, who: &Who, timeout: Duration) -> io::Result<Option<String>> {
    let stream = TcpStream::connect_timeout(&address, timeout)?;
    stream.set_read_timeout(Some(timeout))?;
    stream.set_write_timeout(Some(timeout))?;
    ask(stream, who)
}

/// Begins a connection; gives the server's words where it takes none now.
fn ask(mut stream: impl Read + Write, who: &Who) -> io::Result<Option<String>> {
    stream.write_all(&startup(who))?;
    let mut head = [0; 5];
    stream.read_exact(&mut head)?;
    let [kind, length @ ..] = head;
    match kind {
        // A request for a password, or none needed: the connection could be had.
        b'R' => {
            let _polite_terminate = stream.write_all(b"X\0\0\0\x04");
            Ok(None)
        }
        b'E' => {
            let length = u32::from_be_bytes(length)
                .saturating_sub(4)
                .min(LONGEST_ERROR);
            let mut fields = vec![0; length as usize];
            stream.read_exact(&mut fields)?;
            Ok(cannot_connect_now(&fields))
        }
        _ => Err(io::Error::other("not the answer of a PostgreSQL server")),
    }
}

/// StartupMessage: length, protocol, pairs of names and values, a zero byte.
fn startup(who: &Who) -> Vec<u8> {
    let mut message = vec![0; 4];
    message.extend(PROTOCOL.to_be_bytes());
    for (name, value) in [("user", &who.user), ("database", &who.database)] {
        message.extend(name.bytes().chain([0]));
        message.extend(value.as_encoded_bytes().iter().copied().chain([0]));
    }
    message.push(0);
    let length = u32::try_from(message.len()).unwrap_or(u32::MAX);
    message[..4].copy_from_slice(&length.to_be_bytes());
    message
}

/// The message of an ErrorResponse (fields: a letter, a text, a zero byte) where its
/// code is [`CANNOT_CONNECT_NOW`].
fn cannot_connect_now(fields: &[u8]) -> Option<String> {
    let field = |letter: u8| {
        let mut found = fields.split(|byte| *byte == 0);
        found.find_map(|field| field.strip_prefix(&[letter]))
    };
    let message = String::from_utf8_lossy(field(b'M').unwrap_or_default()).into_owned();
    (field(b'C') == Some(CANNOT_CONNECT_NOW)).then_some(message)
}

#[cfg(test)]
#[path = "healthcheck_test.rs"]
mod tests;
