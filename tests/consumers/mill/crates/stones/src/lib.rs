//! A library that cmake builds, as bindgen has its header.

use std::ffi::{c_char, CStr};

#[allow(non_camel_case_types)]
mod ffi {
    include!(concat!(env!("OUT_DIR"), "/stones.rs"));
}

fn text(constant: *const c_char) -> &'static str {
    // SAFETY: it is a string constant of the library.
    unsafe { CStr::from_ptr(constant) }.to_str().expect("UTF-8")
}

/// What cmake has found.
pub fn found() -> &'static str {
    // SAFETY: it takes nothing.
    text(unsafe { ffi::stones_found() })
}

/// The CPU that cmake was told of.
pub fn processor() -> &'static str {
    // SAFETY: it takes nothing.
    text(unsafe { ffi::stones_processor() })
}

/// The bytes of a pointer, as cmake knows them.
pub fn pointer_width() -> i32 {
    // SAFETY: it takes nothing.
    unsafe { ffi::stones_width() }
}

/// Whether a grain has the bytes in Rust that it has in C.
pub fn grains_agree() -> bool {
    // SAFETY: it takes nothing.
    let bytes = unsafe { ffi::stones_size() };
    bytes == std::mem::size_of::<ffi::stones_grain>() as _
}

/// What is left of a grain, or why nothing is.
pub fn grind(hardness: i32) -> String {
    let mut said = [0u8; 64];
    let grain = ffi::stones_grain {
        hardness: hardness.into(),
        miller: 0,
    };
    // SAFETY: it writes into the array, and leaves its last byte alone.
    unsafe { ffi::stones_grind(grain, said.as_mut_ptr().cast(), said.len() as _) };
    let said = CStr::from_bytes_until_nul(&said).expect("it ends");
    said.to_string_lossy().into_owned()
}
