//! What is asked of libsodium.

use std::ffi::{c_char, c_int, CStr};
use std::ptr;

unsafe extern "C" {
    safe fn sodium_init() -> c_int;
    safe fn sodium_version_string() -> *const c_char;
    fn crypto_generichash(
        out: *mut u8,
        outlen: usize,
        text: *const u8,
        length: u64,
        key: *const u8,
        keylen: usize,
    ) -> c_int;
}

/// The BLAKE2b digest of a text.
pub fn digest(text: &str) -> [u8; 32] {
    let mut digest = [0; 32];
    assert!(sodium_init() >= 0, "libsodium can't be used");
    // SAFETY: both have the lengths that are told, and there is no key.
    let failed = unsafe {
        crypto_generichash(
            digest.as_mut_ptr(),
            digest.len(),
            text.as_ptr(),
            text.len() as u64,
            ptr::null(),
            0,
        )
    };
    assert_eq!(failed, 0);
    digest
}

/// The version that is loaded.
pub fn version() -> String {
    // SAFETY: it is a string constant of the library.
    let version = unsafe { CStr::from_ptr(sodium_version_string()) };
    version.to_string_lossy().into_owned()
}
