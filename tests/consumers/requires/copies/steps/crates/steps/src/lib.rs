//! Steps of equal width.

/// How many whole steps lie below a value, rounded down.
pub fn below(value: i64, width: i64) -> i64 {
    value.div_euclid(width)
}
