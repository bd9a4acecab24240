//! What the transition functions of all aggregates have in common: their state is
//! a Rust value behind an `internal`.

use std::ptr;

use pgrx::datum::Internal;
use pgrx::prelude::*;
use pgrx::PgMemoryContexts;

use crate::report::{error, Result};

/// Puts a new state where it lives as long as its group: in the aggregate's own
/// memory context, which drops it when it is reset or deleted.
///
/// # Errors
/// If PostgreSQL is not calling the function as part of an aggregate.
pub fn keep<T>(fcinfo: pg_sys::FunctionCallInfo, state: T) -> Result<Internal> {
    let mut context = ptr::null_mut();
    // SAFETY: fcinfo is the one PostgreSQL called the function with.
    if unsafe { pg_sys::AggCheckCallContext(fcinfo, &mut context) } == 0 {
        return Err(error(
            PgSqlErrorCode::ERRCODE_FEATURE_NOT_SUPPORTED,
            "this function can be called by an aggregate only",
        ));
    }
    // SAFETY: PostgreSQL has just named the context, so it is alive.
    Ok(unsafe { PgMemoryContexts::For(context).switch_to(|_| Internal::new(state)) })
}
