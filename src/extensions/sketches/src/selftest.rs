//! What a packager runs on a new platform: errors must cross between Rust and C
//! in both directions, which rests on the C shim, on `sigsetjmp` and on unwinding
//! having been built for that very platform.

use std::cell::Cell;
use std::panic::AssertUnwindSafe;

use pgrx::iter::TableIterator;
use pgrx::pg_sys::panic::CaughtError;
use pgrx::prelude::*;
use pgrx::{direct_function_call, PgTryBuilder};

use crate::format::envelope::{self, Kind};
use crate::report;

/// Panics, as a defect in this library would. The panic must come out as an
/// ERROR that ends the statement, not the server.
#[pg_extern(volatile, parallel_safe)]
fn sketches_self_test_panic(message: default!(&str, "'panic on request'")) {
    panic!("{message}");
}

/// One row per check, and what came of it.
#[pg_extern(volatile, parallel_safe)]
fn sketches_self_test(
) -> TableIterator<'static, (name!(check_name, &'static str), name!(outcome, String))> {
    TableIterator::new(vec![
        ("rust panic", rust_panic()),
        ("extension error", extension_error()),
        ("server error", server_error()),
        ("unwinding", unwinding()),
        ("compression", compression()),
    ])
}

/// A panic is caught as a panic.
fn rust_panic() -> String {
    PgTryBuilder::new(|| panic!("caught on purpose"))
        .catch_rust_panic(describe)
        .execute()
}

/// An error raised through PostgreSQL's own machinery keeps its SQLSTATE.
fn extension_error() -> String {
    PgTryBuilder::new(|| {
        report::error(PgSqlErrorCode::ERRCODE_DATA_EXCEPTION, "raised on purpose")
            .report(PgLogLevel::ERROR);
        "not raised".to_owned()
    })
    .catch_when(PgSqlErrorCode::ERRCODE_DATA_EXCEPTION, describe)
    .execute()
}

/// An error that C code raises with `longjmp` arrives in Rust.
fn server_error() -> String {
    PgTryBuilder::new(divide_by_zero)
        .catch_when(PgSqlErrorCode::ERRCODE_DIVISION_BY_ZERO, describe)
        .execute()
}

/// Rust values between the error and its handler are dropped.
fn unwinding() -> String {
    struct Witness<'a>(&'a Cell<u32>);
    impl Drop for Witness<'_> {
        fn drop(&mut self) {
            self.0.set(self.0.get() + 1);
        }
    }
    let dropped = AssertUnwindSafe(Cell::new(0));
    let counter = &dropped;
    PgTryBuilder::new(move || {
        let _witness = Witness(counter);
        divide_by_zero()
    })
    .catch_others(|_| String::new())
    .execute();
    format!("{} of 1 values dropped", dropped.get())
}

/// zstd gives back what it was given, and is there at all.
fn compression() -> String {
    let payload = [7; envelope::MAX_PAYLOAD];
    let sealed = envelope::seal(Kind::Distinct, &payload);
    match envelope::open(Kind::Distinct, &sealed) {
        Ok(opened) if opened == payload => format!("{} bytes in {}", payload.len(), sealed.len()),
        Ok(_) => "other bytes came back".to_owned(),
        Err(reason) => reason.to_string(),
    }
}

fn divide_by_zero() -> String {
    // SAFETY: int4div takes two int4 datums; it raises an error, caught above.
    let quotient = unsafe {
        direct_function_call::<i32>(pg_sys::int4div, &[1_i32.into_datum(), 0_i32.into_datum()])
    };
    format!("1 / 0 is {quotient:?}")
}

fn describe(caught: CaughtError) -> String {
    match caught {
        CaughtError::PostgresError(report) => format!("server: {}", report.message()),
        CaughtError::ErrorReport(report) => format!("report: {}", report.message()),
        CaughtError::RustPanic { ereport, .. } => format!("panic: {}", ereport.message()),
    }
}
