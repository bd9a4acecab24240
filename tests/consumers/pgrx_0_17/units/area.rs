//! Units of areas.

/// What a rectangle with sides in metres is measured in.
pub const SQUARE_METRE: &str = "m²";
