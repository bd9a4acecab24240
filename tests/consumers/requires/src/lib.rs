//! Searches vectors, of the type that another extension has.

use pgrx::prelude::*;

::pgrx::pg_module_magic!(name, version);

extension_sql!(
    "CREATE TABLE nearest_points (name text PRIMARY KEY, place vector(2) NOT NULL);",
    name = "points"
);

/// The point that is nearest to a place such as `[1, 2]`.
#[pg_extern(requires = ["points"])]
fn nearest(place: &str) -> Result<Option<String>, spi::Error> {
    Spi::get_one_with_args(
        "SELECT name FROM nearest_points ORDER BY place <-> $1::vector LIMIT 1",
        &[place.into()],
    )
}

/// How far a number is above the last whole step, by a crate from git.
#[pg_extern]
fn above_step(value: i64, width: i64) -> i64 {
    value - steps::below(value, width) * width
}

#[cfg(any(test, feature = "pg_test"))]
#[pg_schema]
mod tests {
    use pgrx::prelude::*;

    #[pg_test]
    fn the_nearest_of_two_is_found() {
        Spi::run("INSERT INTO nearest_points VALUES ('a', '[0, 0]'), ('b', '[3, 4]')").unwrap();
        assert_eq!(crate::nearest("[2, 3]"), Ok(Some("b".to_owned())));
        assert_eq!(crate::nearest("[1, 1]"), Ok(Some("a".to_owned())));
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
