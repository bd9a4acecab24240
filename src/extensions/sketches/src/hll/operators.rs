//! Operators over `hll_sketch`: `||` unites, `=` and `<>` compare. With a hash
//! operator class, `DISTINCT`, `GROUP BY` and hash joins work too.

use pgrx::prelude::*;

use crate::format::{Distinct, Sketch};
use crate::report::{precision_mismatch, Result};

/// Everything either sketch has seen.
#[pg_extern(immutable, parallel_safe)]
fn hll_union(left: Distinct, right: Distinct) -> Result<Distinct> {
    left.union(&right).map_err(precision_mismatch)
}

/// Whether both have the same content: the same registers, or the same few hashes.
#[pg_extern(immutable, parallel_safe)]
fn hll_equal(left: Distinct, right: Distinct) -> bool {
    left.to_payload() == right.to_payload()
}

/// The opposite of `hll_equal`.
#[pg_extern(immutable, parallel_safe)]
fn hll_not_equal(left: Distinct, right: Distinct) -> bool {
    !hll_equal(left, right)
}

/// The hash that goes with `hll_equal`. It is PostgreSQL's own, which differs
/// between architectures, as that of `bytea` does: hashes are not stored by value.
#[pg_extern(immutable, parallel_safe)]
fn hll_hash(sketch: Distinct) -> i32 {
    let payload = sketch.to_payload();
    // SAFETY: the pointer and the length are those of one slice, of at most 64 kB.
    let hash = unsafe { pg_sys::hash_bytes(payload.as_ptr(), payload.len() as i32) };
    i32::from_ne_bytes(hash.to_ne_bytes())
}

extension_sql!(
    r#"
CREATE OPERATOR || (LEFTARG = hll_sketch, RIGHTARG = hll_sketch, FUNCTION = hll_union, COMMUTATOR = ||);
CREATE OPERATOR = (
    LEFTARG = hll_sketch, RIGHTARG = hll_sketch, FUNCTION = hll_equal,
    COMMUTATOR = =, NEGATOR = <>, RESTRICT = eqsel, JOIN = eqjoinsel, HASHES
);
CREATE OPERATOR <> (
    LEFTARG = hll_sketch, RIGHTARG = hll_sketch, FUNCTION = hll_not_equal,
    COMMUTATOR = <>, NEGATOR = =, RESTRICT = neqsel, JOIN = neqjoinsel
);
CREATE OPERATOR CLASS hll_sketch_ops DEFAULT FOR TYPE hll_sketch USING hash AS
    OPERATOR 1 =,
    FUNCTION 1 hll_hash(hll_sketch);
"#,
    name = "hll_operators",
    requires = [
        "hll_sketch_type",
        hll_union,
        hll_equal,
        hll_not_equal,
        hll_hash
    ]
);
