//! Errors as PostgreSQL reports them: a message, what to do about it, and a
//! SQLSTATE that programs can act on.

use pgrx::pg_sys::panic::ErrorReport;
use pgrx::prelude::*;

use crate::format::digest::NotFinite;
use crate::format::distinct::PrecisionMismatch;
use crate::format::FormatError;

/// What every function of this extension returns.
pub type Result<T> = std::result::Result<T, ErrorReport>;

/// An error with neither detail nor hint.
#[track_caller]
pub fn error(code: PgSqlErrorCode, message: impl Into<String>) -> ErrorReport {
    ErrorReport::new(code, message.into(), "sketches")
}

/// Where bytes came from, which decides what PostgreSQL calls the mistake.
#[derive(Debug, Clone, Copy)]
pub enum Source {
    /// A literal or a dump: SQLSTATE 22P02.
    Text,
    /// The binary protocol or a `bytea`: SQLSTATE 22P03.
    Binary,
    /// A table: SQLSTATE XX001.
    Stored,
}

/// Bytes that are not a sketch.
pub fn malformed(type_name: &str, source: Source, reason: &FormatError) -> ErrorReport {
    let (code, what) = match source {
        Source::Text => (
            PgSqlErrorCode::ERRCODE_INVALID_TEXT_REPRESENTATION,
            "invalid input syntax for type",
        ),
        Source::Binary => (
            PgSqlErrorCode::ERRCODE_INVALID_BINARY_REPRESENTATION,
            "invalid binary representation of type",
        ),
        Source::Stored => (
            PgSqlErrorCode::ERRCODE_DATA_CORRUPTED,
            "corrupted value of type",
        ),
    };
    error(code, format!("{what} {type_name}"))
        .set_detail(format!("The value cannot be read: {reason}."))
}

/// Distinct-count sketches of different precision.
pub fn precision_mismatch(PrecisionMismatch(left, right): PrecisionMismatch) -> ErrorReport {
    error(
        PgSqlErrorCode::ERRCODE_INVALID_PARAMETER_VALUE,
        format!("cannot merge distinct-count sketches of precision {left} and {right}"),
    )
    .set_hint(format!(
        "Bring the finer one down with hll_downsample(sketch, {}), \
         or build both under the same sketches.hll_precision.",
        left.min(right)
    ))
}

/// An infinity or NaN among values whose quantiles are asked for.
pub fn not_finite(NotFinite(value): NotFinite) -> ErrorReport {
    // Spelt as PostgreSQL spells them.
    let name = match value {
        v if v.is_nan() => "NaN",
        v if v > 0.0 => "Infinity",
        _ => "-Infinity",
    };
    error(
        PgSqlErrorCode::ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE,
        format!("a quantile sketch cannot hold {name}"),
    )
    .set_hint("Leave such values out with FILTER (WHERE ...).")
}
