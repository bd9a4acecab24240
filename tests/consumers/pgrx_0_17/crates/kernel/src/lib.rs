//! Areas in C.

use std::ffi::{c_char, c_double};

unsafe extern "C" {
    static kernel_mode: [c_char; 0];
    fn kernel_area(width: c_double, height: c_double) -> c_double;
}

/// Under which terms this may be used.
pub const LICENCE: &str = include_str!("../licence.txt");

/// How areas are computed, as this crate's features have it.
pub const MODE: &str = if cfg!(feature = "exact") {
    "exact"
} else {
    "fast"
};

/// The area of a rectangle.
pub fn area(width: f64, height: f64) -> f64 {
    // SAFETY: the function takes and gives numbers; the array ends with a zero.
    unsafe {
        let mode = std::ffi::CStr::from_ptr(kernel_mode.as_ptr());
        assert_eq!(
            mode.to_str(),
            Ok(MODE),
            "C was compiled with other features"
        );
        kernel_area(width, height)
    }
}
