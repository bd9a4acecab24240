//! How long each step may take.

use std::time::{Duration, Instant};

/// How much longer everything may take when emulated. Measured: `initdb` takes
/// about 10 to 20 times as long as natively.
const EMULATION_FACTOR: u32 = 15;
/// Left of Bazel's `TEST_TIMEOUT` for saying what took so long.
const MARGIN: Duration = Duration::from_secs(10);

/// A kind of step; its limit is for native execution on a busy machine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Making a cluster; about a second on an idle machine.
    InitDb,
    /// From start to readiness, or from the order to stop to the end; under a second.
    StartStop,
    /// One SQL file, one dump, one restore.
    Sql,
    /// A program that prints something and ends.
    Short,
}

impl Step {
    fn native(self) -> Duration {
        Duration::from_secs(match self {
            Step::InitDb | Step::Sql => 60,
            Step::StartStop | Step::Short => 20,
        })
    }
}

/// The limits of one server.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    factor: u32,
    deadline: Option<Instant>,
}

impl Limits {
    /// Limits for a native or emulated server; no step may outlast Bazel's
    /// `TEST_TIMEOUT` (seconds), counted from now.
    pub fn new(emulated: bool) -> Limits {
        let timeout = std::env::var("TEST_TIMEOUT").ok();
        let seconds = timeout.and_then(|t| t.parse().ok());
        Limits::with_timeout(emulated, seconds.map(Duration::from_secs))
    }

    fn with_timeout(emulated: bool, timeout: Option<Duration>) -> Limits {
        Limits {
            factor: if emulated { EMULATION_FACTOR } else { 1 },
            deadline: timeout.map(|t| Instant::now() + t.saturating_sub(MARGIN)),
        }
    }

    /// How long a step that begins now may take.
    pub fn of(&self, step: Step) -> Duration {
        let limit = step.native() * self.factor;
        match self.deadline {
            Some(deadline) => limit.min(deadline.saturating_duration_since(Instant::now())),
            None => limit,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn emulation_may_take_longer() {
        let limits = |emulated| Limits::with_timeout(emulated, None);
        let native = limits(false).of(Step::InitDb);
        assert_eq!(limits(true).of(Step::InitDb), native * EMULATION_FACTOR);
    }

    #[test]
    fn a_step_ends_before_bazel_ends_the_test() {
        let minute = Limits::with_timeout(true, Some(Duration::from_secs(60)));
        assert!(minute.of(Step::InitDb) <= Duration::from_secs(50));
        let none = Limits::with_timeout(true, Some(Duration::from_secs(5)));
        assert_eq!(none.of(Step::InitDb), Duration::ZERO);
    }
}
