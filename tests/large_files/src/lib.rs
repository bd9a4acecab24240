//! Functions of the server that take an `off_t`, or give one back.

use pgrx::prelude::*;
use std::ffi::CStr;

pgrx::pg_module_magic!();

/// Gives a temporary file of the server's a size, and says which size the server and the C
/// library see.
#[pg_extern]
fn resized(size: i64) -> TableIterator<'static, (name!(server, i64), name!(library, i64))> {
    let (server, library) = unsafe {
        let file = pg_sys::OpenTemporaryFile(false);
        if pg_sys::FileTruncate(file, size as pg_sys::off_t, 0) != 0 {
            error!("{}", std::io::Error::last_os_error());
        }
        let path = CStr::from_ptr(pg_sys::FilePathName(file)).to_str().unwrap();
        let sizes = (
            pg_sys::FileSize(file) as i64,
            std::fs::metadata(path).unwrap().len(),
        );
        // What it names is gone then.
        pg_sys::FileClose(file);
        sizes
    };
    TableIterator::once((server, library as i64))
}
