//! Numbers in buckets.

use pgrx::prelude::*;
use serde::{Deserialize, Serialize};

::pgrx::pg_module_magic!(name, version);

extension_sql_file!("schema.sql", name = "schema", bootstrap);

/// A bucket.
#[derive(
    Debug, PartialEq, Eq, Hash, PostgresType, PostgresEq, PostgresHash, Serialize, Deserialize,
)]
pub struct Bucket {
    start: i64,
    width: i64,
}

/// The bucket that a value falls into.
#[pg_extern(immutable, parallel_safe)]
fn bucket_of(value: i64, width: i64) -> Bucket {
    if width <= 0 {
        ereport!(
            ERROR,
            PgSqlErrorCode::ERRCODE_INVALID_PARAMETER_VALUE,
            "a bucket has a width",
            "Give one above zero."
        );
    }
    let start = buckets::start(value, width);
    Bucket { start, width }
}

/// A number by the function that the patched crate alone has.
#[pg_extern(immutable, parallel_safe)]
fn packed(number: i64) -> Vec<u8> {
    leb128::to_vec(number as u64)
}

/// Functions in a schema of their own.
#[pg_schema]
mod stats {
    use pgrx::prelude::*;

    /// The mean of some numbers.
    #[pg_extern(immutable, parallel_safe)]
    pub fn mean(numbers: Array<'_, f64>) -> Option<f64> {
        let count = numbers.iter().flatten().count();
        (count > 0).then(|| numbers.iter().flatten().sum::<f64>() / count as f64)
    }
}

#[cfg(any(test, feature = "pg_test"))]
#[pg_schema]
mod tests {
    use pgrx::prelude::*;

    #[pg_test]
    fn means_are_near() {
        let mean = Spi::get_one::<f64>("SELECT stats.mean(ARRAY[0.1, 0.2])");
        approx::assert_relative_eq!(mean.unwrap().unwrap(), 0.15);
    }

    #[pg_test(error = "a bucket has a width")]
    fn no_width_is_refused() {
        crate::bucket_of(1, 0);
    }
}

/// What `cargo pgrx test` asks for.
#[cfg(test)]
pub mod pg_test {
    pub fn setup(_options: Vec<&str>) {}

    #[must_use]
    pub fn postgresql_conf_options() -> Vec<&'static str> {
        vec![]
    }
}
