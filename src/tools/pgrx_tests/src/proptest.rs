//! proptest's runner for `#[pg_test]`: an error of PostgreSQL is a failed case, to be shrunk.

use std::panic::AssertUnwindSafe;

use pgrx::pg_sys::panic::CaughtError;
use pgrx::PgTryBuilder;
use proptest::strategy::Strategy;
use proptest::test_runner::{TestCaseError, TestCaseResult, TestError, TestRunner};

/// A `TestRunner` that catches what PostgreSQL raises.
#[derive(Default)]
pub struct PgTestRunner(TestRunner);

impl PgTestRunner {
    /// Runs `test` with values of `strategy`, as `TestRunner::run` does.
    ///
    /// # Errors
    /// Where a case fails or raises an error: the smallest that does.
    pub fn run<S: Strategy>(
        &mut self,
        strategy: &S,
        test: impl Fn(S::Value) -> TestCaseResult,
    ) -> Result<(), TestError<S::Value>> {
        self.0.run(strategy, |value| {
            PgTryBuilder::new(AssertUnwindSafe(|| test(value)))
                .catch_others(|caught| Err(TestCaseError::fail(message(&caught))))
                .execute()
        })
    }
}

fn message(caught: &CaughtError) -> String {
    let (CaughtError::PostgresError(report)
    | CaughtError::ErrorReport(report)
    | CaughtError::RustPanic {
        ereport: report, ..
    }) = caught;
    report.message().to_owned()
}
