//! The type itself: input and output in text and binary, and its casts.

use std::ffi::{CStr, CString};

use pgrx::datum::Internal;
use pgrx::prelude::*;

use crate::datum::{sql_sketch, SqlSketch};
use crate::format::{hex, Digest, Sketch};
use crate::report::{Result, Source};

sql_sketch!(Digest, "quantile_sketch");

#[pg_extern(immutable, parallel_safe, sql = false)]
fn quantile_sketch_in(text: &CStr) -> Result<Digest> {
    Digest::from_text(text)
}

#[pg_extern(immutable, parallel_safe, sql = false)]
fn quantile_sketch_out(sketch: Digest) -> CString {
    CString::new(hex::encode(&sketch.to_bytes())).expect("hexadecimal has no NUL")
}

#[pg_extern(immutable, parallel_safe, sql = false)]
fn quantile_sketch_recv(message: Internal) -> Result<Digest> {
    // SAFETY: PostgreSQL calls a receive function with its message only.
    unsafe { Digest::from_message(message) }
}

#[pg_extern(immutable, parallel_safe, sql = false)]
fn quantile_sketch_send(sketch: Digest) -> Vec<u8> {
    sketch.to_bytes()
}

// Written by hand, since pgrx would name the type after the Rust one. EXTERNAL
// storage spares PostgreSQL the attempt to compress what zstd has compressed.
extension_sql!(
    r#"
CREATE TYPE quantile_sketch;

CREATE FUNCTION quantile_sketch_in(cstring) RETURNS quantile_sketch
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE c AS 'MODULE_PATHNAME', 'quantile_sketch_in_wrapper';
CREATE FUNCTION quantile_sketch_out(quantile_sketch) RETURNS cstring
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE c AS 'MODULE_PATHNAME', 'quantile_sketch_out_wrapper';
CREATE FUNCTION quantile_sketch_recv(internal) RETURNS quantile_sketch
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE c AS 'MODULE_PATHNAME', 'quantile_sketch_recv_wrapper';
CREATE FUNCTION quantile_sketch_send(quantile_sketch) RETURNS bytea
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE c AS 'MODULE_PATHNAME', 'quantile_sketch_send_wrapper';

CREATE TYPE quantile_sketch (
    INPUT = quantile_sketch_in,
    OUTPUT = quantile_sketch_out,
    RECEIVE = quantile_sketch_recv,
    SEND = quantile_sketch_send,
    INTERNALLENGTH = variable,
    STORAGE = external
);
COMMENT ON TYPE quantile_sketch IS 'how values are spread, for approximate quantiles';
"#,
    name = "quantile_sketch_type",
    creates = [Type(Digest)]
);

/// A sketch from the bytes that a cast to `bytea` gives.
#[pg_extern(immutable, parallel_safe)]
fn quantile_sketch_from_bytea(bytes: &[u8]) -> Result<Digest> {
    Digest::read(bytes, Source::Binary)
}

extension_sql!(
    r#"
CREATE CAST (quantile_sketch AS bytea) WITHOUT FUNCTION;
CREATE CAST (bytea AS quantile_sketch) WITH FUNCTION quantile_sketch_from_bytea(bytea);
"#,
    name = "quantile_sketch_casts",
    requires = ["quantile_sketch_type", quantile_sketch_from_bytea]
);
