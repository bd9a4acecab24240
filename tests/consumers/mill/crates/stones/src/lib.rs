//! A library that cmake builds.

use std::ffi::{c_char, c_int, CStr};

unsafe extern "C" {
    safe fn stones_found() -> *const c_char;
    safe fn stones_processor() -> *const c_char;
    safe fn stones_width() -> c_int;
    fn stones_grind(hardness: c_int, said: *mut c_char, room: usize);
}

fn text(constant: *const c_char) -> &'static str {
    // SAFETY: it is a string constant of the library.
    unsafe { CStr::from_ptr(constant) }.to_str().expect("UTF-8")
}

/// What cmake has found.
pub fn found() -> &'static str {
    text(stones_found())
}

/// The CPU that cmake was told of.
pub fn processor() -> &'static str {
    text(stones_processor())
}

/// The bytes of a pointer, as cmake knows them.
pub fn pointer_width() -> i32 {
    stones_width()
}

/// What is left of a grain, or why nothing is.
pub fn grind(hardness: i32) -> String {
    let mut said = [0u8; 64];
    // SAFETY: it writes into the array, and leaves its last byte alone.
    unsafe { stones_grind(hardness, said.as_mut_ptr().cast(), said.len()) };
    let said = CStr::from_bytes_until_nul(&said).expect("it ends");
    said.to_string_lossy().into_owned()
}
