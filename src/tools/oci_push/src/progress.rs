//! What a push has done so far, on stderr.

use std::io::IsTerminal;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::time::{Duration, Instant};

/// Counts the bytes of blobs; shared by all workers.
#[derive(Debug, Default)]
pub struct Progress {
    total: AtomicU64,
    sent: AtomicU64,
}

impl Progress {
    /// A blob of that size has to be sent.
    pub fn expect(&self, bytes: u64) {
        self.total.fetch_add(bytes, Relaxed);
    }

    /// Bytes went out.
    pub fn sent(&self, bytes: u64) {
        self.sent.fetch_add(bytes, Relaxed);
    }

    /// Bytes of an attempt that failed.
    pub fn take_back(&self, bytes: u64) {
        self.sent.fetch_sub(bytes, Relaxed);
    }

    /// Prints a line every so often until `done` says so: each second on a
    /// terminal, over itself; else every ten.
    pub fn watch(&self, done: &dyn Fn() -> bool) {
        let terminal = std::io::stderr().is_terminal();
        let pause = Duration::from_secs(if terminal { 1 } else { 10 });
        let mut last = Instant::now();
        while !done() {
            std::thread::sleep(Duration::from_millis(20));
            if last.elapsed() >= pause {
                last = Instant::now();
                let (sent, total) = (self.sent.load(Relaxed), self.total.load(Relaxed));
                let line = format!("sent {} of {}", megabytes(sent), megabytes(total));
                if terminal {
                    eprint!("\r{line} ");
                } else {
                    eprintln!("{line}");
                }
            }
        }
    }
}

/// Bytes as a person reads them.
#[must_use]
#[allow(clippy::cast_precision_loss)]
pub fn megabytes(bytes: u64) -> String {
    format!("{:.1} MB", bytes as f64 / 1e6)
}
