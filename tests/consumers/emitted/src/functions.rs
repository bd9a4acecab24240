//! Functions of all shapes.

use pgrx::prelude::*;

/// Says hello.
#[pg_extern(immutable, parallel_safe, cost = 12)]
pub fn hello(name: default!(&str, "'world'")) -> String {
    format!("hello {name}")
}

#[pg_extern]
fn nothing() {}

#[pg_extern(stable, name = "renamed")]
fn named_otherwise(a: Option<i32>, b: Option<f64>) -> Option<f64> {
    Some(f64::from(a?) + b?)
}

#[pg_extern]
fn countdown(from: i32) -> SetOfIterator<'static, i32> {
    SetOfIterator::new((0..from).rev())
}

#[pg_extern]
fn pairs(
    of: Vec<String>,
) -> TableIterator<'static, (name!(place, i64), name!(word, Option<String>))> {
    TableIterator::new((0..).zip(of).map(|(place, word)| (place, Some(word))))
}

#[pg_extern]
fn single() -> TableIterator<'static, (name!(only, bool),)> {
    TableIterator::once((true,))
}

#[pg_extern(immutable)]
fn total(numbers: VariadicArray<i32>) -> i64 {
    numbers.iter().flatten().map(i64::from).sum()
}

#[pg_extern(volatile, parallel_unsafe, security_definer)]
#[search_path(@extschema@, pg_temp)]
fn guarded(bytes: &[u8], json: pgrx::JsonB, at: TimestampWithTimeZone) -> pgrx::Uuid {
    let _ = (bytes, json, at);
    pgrx::Uuid::from_bytes([7; 16])
}

#[pg_extern(sql = r#"
CREATE FUNCTION by_hand() RETURNS integer LANGUAGE c AS '@MODULE_PATHNAME@', '@FUNCTION_NAME@';
"#)]
fn by_hand() -> i32 {
    1
}

#[pg_extern(create_or_replace)]
fn replaced(of: pgrx::AnyElement, numeric: AnyNumeric) -> AnyNumeric {
    let _ = of;
    numeric
}

#[pg_extern]
fn fallible(value: &str) -> Result<i32, std::num::ParseIntError> {
    value.parse()
}

#[pg_extern(sql = false)]
fn unseen() {}

/// The support function of another, which it must come before.
#[pg_extern(immutable, requires = ["journal"])]
fn later(range: pgrx::Range<i32>) -> bool {
    range.is_empty()
}
