//! Areas of shapes; the crates below do the work.

use pgrx::prelude::*;
use serde::{Deserialize, Serialize};
use shape_macros::pluralized;
use units::SQUARE_METRE;

::pgrx::pg_module_magic!();

/// A rectangle, stored as CBOR, written as JSON.
#[derive(PostgresType, Serialize, Deserialize)]
pub struct Rectangle {
    width: f64,
    height: f64,
}

/// Its area, by a function in C.
#[pg_extern(immutable, parallel_safe)]
fn area_of(shape: Rectangle) -> f64 {
    if shape.width < 0.0 || shape.height < 0.0 {
        error!("a rectangle has no negative side");
    }
    kernel::area(shape.width, shape.height)
}

/// The sum of equal areas, by threads in C++; what they throw is an error of the statement.
#[pg_extern]
fn total_of(count: i32, area: f64) -> f64 {
    let areas: Vec<f64> = (0..count).map(|_| area).collect();
    kernel::total(&areas).unwrap_or_else(|said| error!("{said}"))
}

/// Whether C++ has random numbers.
#[pg_extern]
fn has_entropy() -> bool {
    kernel::has_entropy()
}

/// What areas are measured in; the constant is in a crate whose source lies outside of its package.
#[pg_extern(immutable, parallel_safe)]
fn area_unit() -> &'static str {
    SQUARE_METRE
}

/// Which features and files the crate in C was compiled with.
#[pg_extern(immutable, parallel_safe)]
fn kernel_build() -> String {
    format!("{}, {}", kernel::MODE, kernel::LICENCE.trim_end())
}

/// What the build script read in the control file.
#[pg_extern(immutable, parallel_safe)]
fn shapes_comment() -> &'static str {
    env!("SHAPES_COMMENT")
}

/// A number and a name, by a procedural macro.
#[pg_extern(immutable, parallel_safe)]
fn counted(count: i32) -> String {
    format!("{} {}", digits(count), pluralized!("rectangle"))
}

/// Digits, by a crate that is a dependency for some CPUs alone.
#[cfg(any(target_arch = "x86_64", target_arch = "aarch64"))]
fn digits(number: i32) -> String {
    itoa::Buffer::new().format(number).to_owned()
}

#[cfg(not(any(target_arch = "x86_64", target_arch = "aarch64")))]
fn digits(number: i32) -> String {
    number.to_string()
}

#[cfg(any(test, feature = "pg_test"))]
#[pg_schema]
mod tests {
    use pgrx::prelude::*;

    #[pg_test]
    fn areas_are_computed() {
        let area = Spi::get_one::<f64>(r#"SELECT area_of('{"width": 2, "height": 3.5}')"#);
        assert_eq!(area, Ok(Some(7.0)));
    }

    #[pg_test(error = "a rectangle has no negative side")]
    fn negative_sides_are_refused() {
        let _ = Spi::get_one::<f64>(r#"SELECT area_of('{"width": -2, "height": 1}')"#);
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
