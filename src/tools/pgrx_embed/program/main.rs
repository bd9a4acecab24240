//! The program that writes the SQL of an extension of pgrx before 0.18.
//!
//! It is linked with the extension's crate, under the name `extension`, for the machine
//! that builds. Each SQL object is a function `__pgrx_internals_*` of the crate that returns
//! its description; the linker exports them, and `src/tools/pgrx_embed` reads their names
//! from this program's file and writes them to its standard input, one a line.
//!
//! It does what the `main` does that `cargo pgrx schema` generates, in a fixed order.

// What is not named is not linked.
extern crate extension as _;

use pgrx_emit::{emit, Extension, SqlGraphEntity};
use std::ffi::{c_char, c_void, CString};
use std::mem::transmute;

extern "C" {
    /// dlsym(3).
    fn dlsym(handle: *mut c_void, symbol: *const c_char) -> *mut c_void;
}

/// Arguments: the extension's name, its SQL version, `versioned` or `plain` for the library's
/// name, the file to write.
fn main() -> Result<(), String> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [extension, version, library, out] = arguments.as_slice() else {
        return Err("expected: EXTENSION VERSION versioned|plain OUT".into());
    };
    let names = std::io::read_to_string(std::io::stdin()).map_err(|error| error.to_string())?;
    let entities: Result<Vec<_>, _> = names.lines().map(describe).collect();
    let extension = Extension {
        name: extension,
        version,
        versioned_library: library == "versioned",
    };
    let sql = emit(extension, entities?)?;
    std::fs::write(out, sql).map_err(|error| format!("cannot write {out}: {error}"))
}

/// What the function of that name says of its SQL object.
fn describe(name: &str) -> Result<SqlGraphEntity, String> {
    let symbol = CString::new(name).map_err(|error| error.to_string())?;
    // SAFETY: a null handle, RTLD_DEFAULT, looks into this program and its libraries.
    let address = unsafe { dlsym(std::ptr::null_mut(), symbol.as_ptr()) };
    if address.is_null() {
        return Err(format!("the linker has not exported {name}"));
    }
    // SAFETY: pgrx gives this type, of the very crate that `pgrx_emit` is compiled against, to
    // each function whose name has the prefix.
    let function: fn() -> SqlGraphEntity = unsafe { transmute(address) };
    Ok(function())
}
