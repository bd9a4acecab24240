//! Functions and operators over `quantile_sketch`.

use pgrx::prelude::*;

use crate::format::{envelope, Digest, FormatError, Sketch};
use crate::report::{error, malformed, Result, Source};

/// The value below which this fraction of all values lies, about; NULL if there
/// are none. 0 and 1 give the least and the greatest, exactly.
#[pg_extern(immutable, parallel_safe)]
fn quantile(mut sketch: Digest, fraction: f64) -> Result<Option<f64>> {
    check_fraction(fraction)?;
    Ok(sketch.quantiles(&[fraction]).map(|found| found[0]))
}

/// The values below which these fractions of all values lie, in their order.
#[pg_extern(immutable, parallel_safe)]
fn quantiles(mut sketch: Digest, fractions: Array<f64>) -> Result<Option<Vec<f64>>> {
    let fractions = fractions
        .iter()
        .map(|fraction| {
            let fraction = fraction.ok_or_else(|| {
                error(
                    PgSqlErrorCode::ERRCODE_NULL_VALUE_NOT_ALLOWED,
                    "a fraction must not be null",
                )
            })?;
            check_fraction(fraction).map(|()| fraction)
        })
        .collect::<Result<Vec<f64>>>()?;
    Ok(sketch.quantiles(&fractions))
}

/// The fraction of all values that lie below `value`, about; NULL if there are none.
#[pg_extern(immutable, parallel_safe)]
fn quantile_rank(mut sketch: Digest, value: f64) -> Result<Option<f64>> {
    if value.is_nan() {
        return Err(error(
            PgSqlErrorCode::ERRCODE_INVALID_PARAMETER_VALUE,
            "NaN has no rank among the values of a quantile sketch",
        ));
    }
    Ok(sketch.rank(value))
}

/// How many values there have been, exactly.
#[pg_extern(immutable, parallel_safe)]
fn quantile_count(sketch: Digest) -> Result<i64> {
    i64::try_from(sketch.count()).map_err(|_| {
        error(
            PgSqlErrorCode::ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE,
            "bigint out of range",
        )
    })
}

/// The least value, exactly; NULL if there are none.
#[pg_extern(immutable, parallel_safe)]
fn quantile_min(sketch: Digest) -> Option<f64> {
    sketch.min()
}

/// The greatest value, exactly; NULL if there are none.
#[pg_extern(immutable, parallel_safe)]
fn quantile_max(sketch: Digest) -> Option<f64> {
    sketch.max()
}

/// The `sketches.quantile_compression` the sketch was built under.
#[pg_extern(immutable, parallel_safe)]
fn quantile_compression(sketch: Digest) -> i32 {
    sketch.compression().into()
}

/// Everything either sketch has seen, at the lower of the two compressions.
#[pg_extern(immutable, parallel_safe)]
fn quantile_union(mut left: Digest, right: Digest) -> Digest {
    left.merge(&right);
    left
}

/// The sketch as Apache DataSketches stores it.
#[pg_extern(immutable, parallel_safe)]
fn quantile_to_datasketches(sketch: Digest) -> Vec<u8> {
    sketch.to_payload()
}

/// A t-digest of doubles that any implementation of Apache DataSketches stored.
#[pg_extern(immutable, parallel_safe)]
fn quantile_from_datasketches(bytes: &[u8]) -> Result<Digest> {
    if bytes.len() > envelope::MAX_PAYLOAD {
        let reason = FormatError::TooLong(bytes.len() as u32);
        return Err(malformed("quantile_sketch", Source::Binary, &reason));
    }
    Digest::from_payload(bytes)
        .map_err(|reason| malformed("quantile_sketch", Source::Binary, &reason))
}

fn check_fraction(fraction: f64) -> Result<()> {
    if (0.0..=1.0).contains(&fraction) {
        Ok(())
    } else {
        Err(error(
            PgSqlErrorCode::ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE,
            format!("fraction {fraction} is not between 0 and 1"),
        ))
    }
}

extension_sql!(
    r#"
CREATE OPERATOR || (LEFTARG = quantile_sketch, RIGHTARG = quantile_sketch, FUNCTION = quantile_union);
"#,
    name = "quantile_operators",
    requires = ["quantile_sketch_type", quantile_union]
);
