//! Units of measurement. This file lies outside of the folder of its Cargo.toml.

mod area;

pub use area::SQUARE_METRE;
