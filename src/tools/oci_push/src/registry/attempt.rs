//! Trying again what may fail in passing.

use crate::error::{Error, Result};
use std::time::Duration;

/// How a registry is spoken to.
pub struct Settings {
    /// Attempts per request.
    pub attempts: u32,
    /// Wait after the first failed attempt; doubles with each.
    pub backoff: Duration,
}

/// What came of trying.
pub enum Attempt<T> {
    /// An answer, good or bad.
    Done(T),
    /// A failure that may pass.
    Failed {
        /// Why.
        reason: String,
        /// How long the registry asks to wait.
        retry_after: Duration,
    },
}

impl Settings {
    /// Does something until it does not fail in passing: what takes several
    /// requests that only make sense together is tried again as a whole.
    ///
    /// # Errors
    /// Those of `act`, and [`Error::Unreachable`].
    pub fn persist<T>(&self, what: &str, act: impl Fn() -> Result<Attempt<T>>) -> Result<T> {
        let mut wait = self.backoff;
        let mut last = String::new();
        for attempt in 0..self.attempts {
            if attempt > 0 {
                eprintln!("{what}: {last}; trying again in {wait:.1?}");
                std::thread::sleep(wait);
                wait *= 2;
            }
            match act()? {
                Attempt::Done(value) => return Ok(value),
                Attempt::Failed {
                    reason,
                    retry_after,
                } => {
                    last = reason;
                    wait = wait.max(retry_after);
                }
            }
        }
        Err(Error::Unreachable {
            what: what.into(),
            reason: last,
            attempts: self.attempts,
        })
    }
}
