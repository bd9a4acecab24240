//! Buckets of equal width.

/// The start of the bucket that a value falls into.
pub fn start(value: i64, width: i64) -> i64 {
    let start = value.div_euclid(width);
    if cfg!(feature = "saturating") {
        start.saturating_mul(width)
    } else {
        start * width
    }
}
