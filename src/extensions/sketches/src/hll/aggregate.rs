//! The aggregates `hll_build`, `hll_merge` and `approx_count_distinct`. They share
//! a state, so one query that uses several over the same column reads it once.

use pgrx::datum::{AnyElement, Internal};
use pgrx::prelude::*;

use crate::aggregate::keep;
use crate::datum::SqlSketch;
use crate::format::{Distinct, DistinctUnion, Sketch};
use crate::report::{precision_mismatch, Result, Source};
use crate::settings;
use crate::value;

/// Adds a value; NULL is no value.
#[pg_extern(stable, parallel_safe)]
fn hll_build_step(
    mut state: Internal,
    value: Option<AnyElement>,
    fcinfo: pg_sys::FunctionCallInfo,
) -> Result<Internal> {
    let Some(value) = value else { return Ok(state) };
    if !state.initialized() {
        state = keep(fcinfo, DistinctUnion::new(settings::hll_precision()))?;
    }
    // SAFETY: the aggregates below give this function no other state.
    let union = unsafe { state.get_mut::<DistinctUnion>() }.expect("a state");
    value::with_bytes(value, |bytes| union.add(bytes))?;
    Ok(state)
}

/// Adds a sketch; the first one sets the precision.
#[pg_extern(immutable, parallel_safe)]
fn hll_merge_step(
    mut state: Internal,
    sketch: Option<Distinct>,
    fcinfo: pg_sys::FunctionCallInfo,
) -> Result<Internal> {
    let Some(sketch) = sketch else {
        return Ok(state);
    };
    if !state.initialized() {
        state = keep(fcinfo, DistinctUnion::new(sketch.precision()))?;
    }
    // SAFETY: the aggregates below give this function no other state.
    let union = unsafe { state.get_mut::<DistinctUnion>() }.expect("a state");
    union.merge(&sketch).map_err(precision_mismatch)?;
    Ok(state)
}

/// Brings the states of two workers together.
#[pg_extern(immutable, parallel_safe)]
fn hll_combine(
    state: Internal,
    other: Internal,
    fcinfo: pg_sys::FunctionCallInfo,
) -> Result<Internal> {
    // SAFETY: the aggregates below give this function no other state.
    match unsafe { other.get::<DistinctUnion>() } {
        None => Ok(state),
        Some(other) => hll_merge_step(state, Some(other.sketch()), fcinfo),
    }
}

/// A state as it travels from a worker to the leader; strict, since a worker that
/// has seen no value has none.
#[pg_extern(immutable, strict, parallel_safe)]
fn hll_serialize(state: Internal) -> Vec<u8> {
    // SAFETY: the aggregates below give this function no other state.
    unsafe { state.get::<DistinctUnion>() }
        .expect("a state")
        .sketch()
        .to_bytes()
}

/// A state as it arrives at the leader. The second argument only keeps the
/// function from being called in SQL.
#[pg_extern(immutable, strict, parallel_safe)]
fn hll_deserialize(
    bytes: &[u8],
    _internal: Internal,
    fcinfo: pg_sys::FunctionCallInfo,
) -> Result<Internal> {
    let sketch = Distinct::read(bytes, Source::Stored)?;
    hll_merge_step(Internal::default(), Some(sketch), fcinfo)
}

/// The sketch; NULL if there was no value.
#[pg_extern(immutable, parallel_safe)]
fn hll_final(state: Internal) -> Option<Distinct> {
    // SAFETY: the aggregates below give this function no other state.
    unsafe { state.get::<DistinctUnion>() }.map(DistinctUnion::sketch)
}

/// The count; 0 if there was no value, as with `count(DISTINCT ...)`.
#[pg_extern(immutable, parallel_safe)]
fn approx_count_distinct_final(state: Internal) -> i64 {
    // SAFETY: the aggregates below give this function no other state.
    unsafe { state.get::<DistinctUnion>() }.map_or(0, |union| union.estimate().round() as i64)
}

// SSPACE is what a state of the default precision takes, for the planner.
extension_sql!(
    r#"
CREATE AGGREGATE hll_build(anyelement) (
    STYPE = internal, SSPACE = 4096, PARALLEL = safe,
    SFUNC = hll_build_step, FINALFUNC = hll_final, COMBINEFUNC = hll_combine,
    SERIALFUNC = hll_serialize, DESERIALFUNC = hll_deserialize
);
COMMENT ON AGGREGATE hll_build(anyelement) IS 'sketch of the distinct values';

CREATE AGGREGATE hll_merge(hll_sketch) (
    STYPE = internal, SSPACE = 4096, PARALLEL = safe,
    SFUNC = hll_merge_step, FINALFUNC = hll_final, COMBINEFUNC = hll_combine,
    SERIALFUNC = hll_serialize, DESERIALFUNC = hll_deserialize
);
COMMENT ON AGGREGATE hll_merge(hll_sketch) IS 'sketch of everything the sketches have seen';

CREATE AGGREGATE approx_count_distinct(anyelement) (
    STYPE = internal, SSPACE = 4096, PARALLEL = safe,
    SFUNC = hll_build_step, FINALFUNC = approx_count_distinct_final, COMBINEFUNC = hll_combine,
    SERIALFUNC = hll_serialize, DESERIALFUNC = hll_deserialize
);
COMMENT ON AGGREGATE approx_count_distinct(anyelement) IS 'approximate number of distinct values';
"#,
    name = "hll_aggregates",
    requires = [
        "hll_sketch_type",
        hll_build_step,
        hll_merge_step,
        hll_combine,
        hll_serialize,
        hll_deserialize,
        hll_final,
        approx_count_distinct_final
    ]
);
