//! SQL values as the bytes that are hashed.
//!
//! Equal values must give equal bytes, on every architecture and, where two types
//! can hold the same value, in either: `1::smallint` and `1::bigint` count once.
//! The encodings are those of DataSketches in Java and C++ (integers as eight
//! little-endian bytes, text as its bytes), so that a sketch filled elsewhere
//! counts the same values.

use std::ffi::CStr;

use pgrx::datum::{AnyElement, AnyNumeric, FromDatum, Uuid};
use pgrx::prelude::*;

use crate::report::{error, Result};

/// The bits of the one NaN that stands for all, as in Java's `doubleToLongBits`.
const CANONICAL_NAN: u64 = 0x7ff8_0000_0000_0000;

/// Hands the canonical bytes of `value` to `use_bytes`.
pub fn with_bytes<R>(value: AnyElement, use_bytes: impl FnOnce(&[u8]) -> R) -> Result<R> {
    // SAFETY: each arm reads the datum as what its type is stored as.
    unsafe {
        Ok(match base_type(value.oid())? {
            Base::Bool => use_bytes(&integer(get::<bool>(value).into())),
            Base::Int2 => use_bytes(&integer(get::<i16>(value).into())),
            Base::Int4 => use_bytes(&integer(get::<i32>(value).into())),
            Base::Int8 => use_bytes(&integer(get::<i64>(value))),
            Base::Float4 => use_bytes(&float(get::<f32>(value).into())),
            Base::Float8 => use_bytes(&float(get::<f64>(value))),
            Base::Numeric => use_bytes(numeric(&get::<AnyNumeric>(value).to_string()).as_bytes()),
            Base::Bytes => use_bytes(get::<&[u8]>(value)),
            Base::PaddedText => use_bytes(get::<&[u8]>(value).trim_ascii_end_spaces()),
            Base::Name => use_bytes(CStr::from_ptr(value.datum().cast_mut_ptr()).to_bytes()),
            Base::Uuid => use_bytes(get::<Uuid>(value).as_bytes()),
        })
    }
}

/// How the values of a type are read.
enum Base {
    Bool,
    Int2,
    Int4,
    Int8,
    Float4,
    Float8,
    Numeric,
    Bytes,
    PaddedText,
    Name,
    Uuid,
}

/// A domain counts as what it is a domain over.
fn base_type(oid: pg_sys::Oid) -> Result<Base> {
    if let Some(base) = built_in(oid) {
        return Ok(base);
    }
    // SAFETY: PostgreSQL says the argument has this type, so it exists.
    built_in(unsafe { pg_sys::getBaseType(oid) }).ok_or_else(|| unsupported(oid))
}

fn built_in(oid: pg_sys::Oid) -> Option<Base> {
    Some(match oid {
        pg_sys::BOOLOID => Base::Bool,
        pg_sys::INT2OID => Base::Int2,
        // A date is stored as days, in an int4.
        pg_sys::INT4OID | pg_sys::DATEOID => Base::Int4,
        // Times are stored as microseconds, in an int8.
        pg_sys::INT8OID | pg_sys::TIMEOID | pg_sys::TIMESTAMPOID | pg_sys::TIMESTAMPTZOID => {
            Base::Int8
        }
        pg_sys::FLOAT4OID => Base::Float4,
        pg_sys::FLOAT8OID => Base::Float8,
        pg_sys::NUMERICOID => Base::Numeric,
        pg_sys::TEXTOID | pg_sys::VARCHAROID | pg_sys::BYTEAOID => Base::Bytes,
        pg_sys::BPCHAROID => Base::PaddedText,
        pg_sys::NAMEOID => Base::Name,
        pg_sys::UUIDOID => Base::Uuid,
        _ => return None,
    })
}

fn unsupported(oid: pg_sys::Oid) -> pgrx::pg_sys::panic::ErrorReport {
    // SAFETY: format_type_be gives a palloc'ed C string for any OID.
    let name = unsafe { CStr::from_ptr(pg_sys::format_type_be(oid)) };
    error(
        PgSqlErrorCode::ERRCODE_DATATYPE_MISMATCH,
        format!(
            "values of type {} cannot be counted",
            name.to_string_lossy()
        ),
    )
    .set_hint("Cast them to text or to another type for which equal values look the same.")
}

/// # Safety
/// The value must be stored as a `T`.
unsafe fn get<T: FromDatum>(value: AnyElement) -> T {
    AnyElement::into(&value).expect("an AnyElement is not null")
}

fn integer(value: i64) -> [u8; 8] {
    value.to_le_bytes()
}

/// Both zeros are equal, and PostgreSQL holds that all NaN are.
fn float(value: f64) -> [u8; 8] {
    let bits = if value.is_nan() {
        CANONICAL_NAN
    } else {
        (value + 0.0).to_bits()
    };
    bits.to_le_bytes()
}

/// `1.50` equals `1.5`, and `10` is not `1`.
fn numeric(text: &str) -> &str {
    if text.contains('.') {
        text.trim_end_matches('0').trim_end_matches('.')
    } else {
        text
    }
}

/// The blanks that pad a `char(n)` are no part of its value.
trait TrimSpaces {
    fn trim_ascii_end_spaces(&self) -> &[u8];
}

impl TrimSpaces for [u8] {
    fn trim_ascii_end_spaces(&self) -> &[u8] {
        let kept = self
            .iter()
            .rposition(|byte| *byte != b' ')
            .map_or(0, |last| last + 1);
        &self[..kept]
    }
}
