//! The aggregates `quantile_build` and `quantile_merge`.

use pgrx::datum::Internal;
use pgrx::prelude::*;

use crate::aggregate::keep;
use crate::datum::SqlSketch;
use crate::format::{Digest, Sketch};
use crate::report::{not_finite, Result, Source};
use crate::settings;

/// Adds a value; NULL is no value.
#[pg_extern(stable, parallel_safe)]
fn quantile_build_step(
    mut state: Internal,
    value: Option<f64>,
    fcinfo: pg_sys::FunctionCallInfo,
) -> Result<Internal> {
    let Some(value) = value else { return Ok(state) };
    if !state.initialized() {
        state = keep(fcinfo, Digest::new(settings::quantile_compression()))?;
    }
    // SAFETY: the aggregates below give this function no other state.
    let digest = unsafe { state.get_mut::<Digest>() }.expect("a state");
    digest.add(value).map_err(not_finite)?;
    Ok(state)
}

/// Adds a sketch.
#[pg_extern(immutable, parallel_safe)]
fn quantile_merge_step(
    mut state: Internal,
    sketch: Option<Digest>,
    fcinfo: pg_sys::FunctionCallInfo,
) -> Result<Internal> {
    let Some(sketch) = sketch else {
        return Ok(state);
    };
    // SAFETY: the aggregates below give this function no other state.
    match unsafe { state.get_mut::<Digest>() } {
        Some(digest) => {
            digest.merge(&sketch);
            Ok(state)
        }
        None => keep(fcinfo, sketch),
    }
}

/// Brings the states of two workers together.
#[pg_extern(immutable, parallel_safe)]
fn quantile_combine(
    state: Internal,
    other: Internal,
    fcinfo: pg_sys::FunctionCallInfo,
) -> Result<Internal> {
    // SAFETY: the aggregates below give this function no other state.
    let other = unsafe { other.get::<Digest>() }.cloned();
    quantile_merge_step(state, other, fcinfo)
}

/// A state as it travels from a worker to the leader; strict, since a worker that
/// has seen no value has none.
#[pg_extern(immutable, strict, parallel_safe)]
fn quantile_serialize(state: Internal) -> Vec<u8> {
    // SAFETY: the aggregates below give this function no other state.
    unsafe { state.get::<Digest>() }
        .expect("a state")
        .to_bytes()
}

/// A state as it arrives at the leader. The second argument only keeps the
/// function from being called in SQL.
#[pg_extern(immutable, strict, parallel_safe)]
fn quantile_deserialize(
    bytes: &[u8],
    _internal: Internal,
    fcinfo: pg_sys::FunctionCallInfo,
) -> Result<Internal> {
    keep(fcinfo, Digest::read(bytes, Source::Stored)?)
}

/// The sketch; NULL if there was no value.
#[pg_extern(immutable, parallel_safe)]
fn quantile_final(state: Internal) -> Option<Digest> {
    // SAFETY: the aggregates below give this function no other state.
    unsafe { state.get::<Digest>() }.cloned()
}

// SSPACE is what a state of the default compression takes, for the planner.
extension_sql!(
    r#"
CREATE AGGREGATE quantile_build(double precision) (
    STYPE = internal, SSPACE = 32768, PARALLEL = safe,
    SFUNC = quantile_build_step, FINALFUNC = quantile_final, COMBINEFUNC = quantile_combine,
    SERIALFUNC = quantile_serialize, DESERIALFUNC = quantile_deserialize
);
COMMENT ON AGGREGATE quantile_build(double precision) IS 'sketch of how the values are spread';

CREATE AGGREGATE quantile_merge(quantile_sketch) (
    STYPE = internal, SSPACE = 32768, PARALLEL = safe,
    SFUNC = quantile_merge_step, FINALFUNC = quantile_final, COMBINEFUNC = quantile_combine,
    SERIALFUNC = quantile_serialize, DESERIALFUNC = quantile_deserialize
);
COMMENT ON AGGREGATE quantile_merge(quantile_sketch) IS 'sketch of everything the sketches have seen';
"#,
    name = "quantile_aggregates",
    requires = [
        "quantile_sketch_type",
        quantile_build_step,
        quantile_merge_step,
        quantile_combine,
        quantile_serialize,
        quantile_deserialize,
        quantile_final
    ]
);
