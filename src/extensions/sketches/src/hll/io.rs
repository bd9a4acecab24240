//! The type itself: input and output in text and binary, and its casts.

use std::ffi::{CStr, CString};

use pgrx::datum::Internal;
use pgrx::prelude::*;

use crate::datum::{sql_sketch, SqlSketch};
use crate::format::{hex, Distinct, Sketch};
use crate::report::{Result, Source};

sql_sketch!(Distinct, "hll_sketch");

#[pg_extern(immutable, parallel_safe, sql = false)]
fn hll_sketch_in(text: &CStr) -> Result<Distinct> {
    Distinct::from_text(text)
}

#[pg_extern(immutable, parallel_safe, sql = false)]
fn hll_sketch_out(sketch: Distinct) -> CString {
    CString::new(hex::encode(&sketch.to_bytes())).expect("hexadecimal has no NUL")
}

#[pg_extern(immutable, parallel_safe, sql = false)]
fn hll_sketch_recv(message: Internal) -> Result<Distinct> {
    // SAFETY: PostgreSQL calls a receive function with its message only.
    unsafe { Distinct::from_message(message) }
}

#[pg_extern(immutable, parallel_safe, sql = false)]
fn hll_sketch_send(sketch: Distinct) -> Vec<u8> {
    sketch.to_bytes()
}

// Written by hand, since pgrx would name the type after the Rust one. EXTERNAL
// storage spares PostgreSQL the attempt to compress what zstd has compressed.
extension_sql!(
    r#"
CREATE TYPE hll_sketch;

CREATE FUNCTION hll_sketch_in(cstring) RETURNS hll_sketch
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE c AS 'MODULE_PATHNAME', 'hll_sketch_in_wrapper';
CREATE FUNCTION hll_sketch_out(hll_sketch) RETURNS cstring
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE c AS 'MODULE_PATHNAME', 'hll_sketch_out_wrapper';
CREATE FUNCTION hll_sketch_recv(internal) RETURNS hll_sketch
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE c AS 'MODULE_PATHNAME', 'hll_sketch_recv_wrapper';
CREATE FUNCTION hll_sketch_send(hll_sketch) RETURNS bytea
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE c AS 'MODULE_PATHNAME', 'hll_sketch_send_wrapper';

CREATE TYPE hll_sketch (
    INPUT = hll_sketch_in,
    OUTPUT = hll_sketch_out,
    RECEIVE = hll_sketch_recv,
    SEND = hll_sketch_send,
    INTERNALLENGTH = variable,
    STORAGE = external
);
COMMENT ON TYPE hll_sketch IS 'which values have been seen, for approximate distinct counts';
"#,
    name = "hll_sketch_type",
    creates = [Type(Distinct)]
);

/// A sketch from the bytes that a cast to `bytea` gives.
#[pg_extern(immutable, parallel_safe)]
fn hll_sketch_from_bytea(bytes: &[u8]) -> Result<Distinct> {
    Distinct::read(bytes, Source::Binary)
}

extension_sql!(
    r#"
CREATE CAST (hll_sketch AS bytea) WITHOUT FUNCTION;
CREATE CAST (bytea AS hll_sketch) WITH FUNCTION hll_sketch_from_bytea(bytea);
"#,
    name = "hll_sketch_casts",
    requires = ["hll_sketch_type", hll_sketch_from_bytea]
);
