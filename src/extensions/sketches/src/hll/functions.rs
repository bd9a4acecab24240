//! Functions over `hll_sketch`.

use datasketches::common::NumStdDev;
use pgrx::datum::AnyElement;
use pgrx::iter::TableIterator;
use pgrx::prelude::*;

use crate::format::distinct::{MAX_PRECISION, MIN_PRECISION};
use crate::format::{envelope, Distinct, DistinctUnion, FormatError, Sketch};
use crate::report::{error, malformed, precision_mismatch, Result, Source};
use crate::settings;
use crate::value;

/// A sketch that has seen nothing, of the current `sketches.hll_precision`.
#[pg_extern(stable, parallel_safe)]
fn hll_empty() -> Distinct {
    DistinctUnion::new(settings::hll_precision()).sketch()
}

/// A sketch that has seen nothing.
#[pg_extern(immutable, parallel_safe, name = "hll_empty")]
fn hll_empty_of_precision(precision: i32) -> Result<Distinct> {
    Ok(DistinctUnion::new(checked_precision(precision)?).sketch())
}

/// The sketch, having seen one more value.
#[pg_extern(immutable, parallel_safe)]
fn hll_add(sketch: Distinct, value: AnyElement) -> Result<Distinct> {
    let mut union = DistinctUnion::new(sketch.precision());
    union.merge(&sketch).map_err(precision_mismatch)?;
    value::with_bytes(value, |bytes| union.add(bytes))?;
    Ok(union.sketch())
}

/// The approximate number of distinct values, as a whole number.
#[pg_extern(immutable, parallel_safe)]
fn hll_cardinality(sketch: Distinct) -> i64 {
    sketch.estimate().round() as i64
}

/// The approximate number of distinct values, as estimated.
#[pg_extern(immutable, parallel_safe)]
fn hll_estimate(sketch: Distinct) -> f64 {
    sketch.estimate()
}

/// The interval in which the true count lies: with 1, 2 or 3 standard deviations
/// in 68, 95 or 99.7 of 100 cases.
#[pg_extern(immutable, parallel_safe)]
fn hll_bounds(
    sketch: Distinct,
    std_devs: default!(i32, 2),
) -> Result<TableIterator<'static, (name!(lower_bound, f64), name!(upper_bound, f64))>> {
    let std_devs = match std_devs {
        1 => NumStdDev::One,
        2 => NumStdDev::Two,
        3 => NumStdDev::Three,
        other => {
            return Err(out_of_range(
                "the number of standard deviations",
                other,
                1,
                3,
            ))
        }
    };
    Ok(TableIterator::once(sketch.bounds(std_devs)))
}

/// The base-2 logarithm of the number of registers.
#[pg_extern(immutable, parallel_safe)]
fn hll_precision(sketch: Distinct) -> i32 {
    sketch.precision().into()
}

/// The sketch that the same values would have given at a lower precision.
#[pg_extern(immutable, parallel_safe)]
fn hll_downsample(sketch: Distinct, precision: i32) -> Result<Distinct> {
    let wanted = checked_precision(precision)?;
    sketch.downsample(wanted).ok_or_else(|| {
        error(
            PgSqlErrorCode::ERRCODE_INVALID_PARAMETER_VALUE,
            format!(
                "cannot raise a sketch of precision {} to {wanted}",
                sketch.precision()
            ),
        )
        .set_hint("Build a new sketch from the values, under a higher sketches.hll_precision.")
    })
}

/// The sketch as Apache DataSketches stores it.
#[pg_extern(immutable, parallel_safe)]
fn hll_to_datasketches(sketch: Distinct) -> Vec<u8> {
    sketch.to_payload()
}

/// A sketch that any implementation of Apache DataSketches stored.
#[pg_extern(immutable, parallel_safe)]
fn hll_from_datasketches(bytes: &[u8]) -> Result<Distinct> {
    if bytes.len() > envelope::MAX_PAYLOAD {
        let reason = FormatError::TooLong(bytes.len() as u32);
        return Err(malformed("hll_sketch", Source::Binary, &reason));
    }
    Distinct::from_payload(bytes).map_err(|reason| malformed("hll_sketch", Source::Binary, &reason))
}

fn checked_precision(precision: i32) -> Result<u8> {
    u8::try_from(precision)
        .ok()
        .filter(|p| (MIN_PRECISION..=MAX_PRECISION).contains(p))
        .ok_or_else(|| {
            out_of_range(
                "the precision",
                precision,
                MIN_PRECISION.into(),
                MAX_PRECISION.into(),
            )
        })
}

fn out_of_range(what: &str, value: i32, least: i32, most: i32) -> pgrx::pg_sys::panic::ErrorReport {
    error(
        PgSqlErrorCode::ERRCODE_INVALID_PARAMETER_VALUE,
        format!("{what} must be between {least} and {most}, not {value}"),
    )
}
