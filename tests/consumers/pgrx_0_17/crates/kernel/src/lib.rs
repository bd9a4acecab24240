//! Areas in C, and their sum in C++.

use std::ffi::{c_char, c_double, c_int, CStr};

unsafe extern "C" {
    static kernel_mode: [c_char; 0];
    fn kernel_area(width: c_double, height: c_double) -> c_double;
    fn kernel_total(
        values: *const c_double,
        count: usize,
        total: *mut c_double,
        said: *mut c_char,
        size: usize,
    ) -> c_int;
    fn kernel_entropy() -> c_int;
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
        let mode = CStr::from_ptr(kernel_mode.as_ptr());
        assert_eq!(
            mode.to_str(),
            Ok(MODE),
            "C was compiled with other features"
        );
        kernel_area(width, height)
    }
}

/// The sum of areas, each added by a thread of its own, or what went wrong in one.
pub fn total(areas: &[f64]) -> Result<f64, String> {
    let mut total = 0.0;
    let mut said: [c_char; 80] = [0; 80];
    // SAFETY: `areas` has as many numbers as it says, and `said` ends with a zero.
    unsafe {
        let (values, text) = (areas.as_ptr(), said.as_mut_ptr());
        match kernel_total(values, areas.len(), &mut total, text, said.len()) {
            0 => Ok(total),
            _ => Err(CStr::from_ptr(text).to_string_lossy().into_owned()),
        }
    }
}

/// Whether the machine has random numbers.
pub fn has_entropy() -> bool {
    // SAFETY: the function takes nothing.
    unsafe { kernel_entropy() != 0 }
}
