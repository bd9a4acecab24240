//! A mirror: an HTTP server on the loopback.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;

/// What the mirror has under an address.
#[derive(Clone)]
pub enum Answer {
    /// A file.
    Whole(Vec<u8>),
    /// A file, of which the connection gives only half.
    Cut(Vec<u8>),
}

#[derive(Default)]
struct State {
    files: BTreeMap<String, Answer>,
    asked: Vec<String>,
}

/// A server that runs as long as the test's process. What it doesn't have is a 404.
pub struct Mirror {
    address: String,
    state: Arc<Mutex<State>>,
}

impl Mirror {
    /// Starts an empty one.
    pub fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port of the loopback");
        let address = format!("http://{}", listener.local_addr().expect("its address"));
        let state = Arc::<Mutex<State>>::default();
        let shared = state.clone();
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let state = shared.clone();
                // A client that goes away in the middle is its own affair.
                thread::spawn(move || answer(stream, &state).ok());
            }
        });
        Mirror { address, state }
    }

    /// Its base address, without trailing slash.
    pub fn address(&self) -> &str {
        &self.address
    }

    /// Puts a file, or replaces it; `path` is relative to the base.
    pub fn put(&self, path: &str, answer: Answer) {
        self.lock().files.insert(format!("/{path}"), answer);
    }

    /// Drops a file.
    pub fn drop_file(&self, path: &str) {
        self.lock()
            .files
            .remove(&format!("/{path}"))
            .expect("a file that is there");
    }

    /// The paths it was asked for since the last call, relative to the base, sorted.
    pub fn take_asked(&self) -> Vec<String> {
        let mut asked = std::mem::take(&mut self.lock().asked);
        asked.sort();
        asked
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, State> {
        self.state.lock().expect("no answer panics")
    }
}

/// One request, one answer, one connection: which HTTP/1.1 allows (RFC 9112, 9.6).
fn answer(mut stream: TcpStream, state: &Mutex<State>) -> std::io::Result<()> {
    let mut lines = BufReader::new(stream.try_clone()?).lines();
    let request = lines.next().transpose()?.unwrap_or_default();
    while lines
        .next()
        .transpose()?
        .is_some_and(|line| !line.is_empty())
    {}
    let path = request.split(' ').nth(1).unwrap_or_default();
    let file = {
        let mut state = state.lock().expect("no answer panics");
        state.asked.push(path.trim_start_matches('/').to_owned());
        state.files.get(path).cloned()
    };
    let (status, bytes, sent) = match &file {
        None => ("404 Not Found", &[][..], 0),
        Some(Answer::Whole(bytes)) => ("200 OK", &bytes[..], bytes.len()),
        Some(Answer::Cut(bytes)) => ("200 OK", &bytes[..], bytes.len() / 2),
    };
    let length = bytes.len();
    write!(
        stream,
        "HTTP/1.1 {status}\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n"
    )?;
    stream.write_all(&bytes[..sent])?;
    stream.shutdown(Shutdown::Write)
}
