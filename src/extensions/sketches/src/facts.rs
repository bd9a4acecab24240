//! What this library was built for.

use pgrx::iter::TableIterator;
use pgrx::prelude::*;

/// One row: the version of the extension; the architecture, byte order and
/// pointer width the compiler was told to build for; the PostgreSQL major version
/// whose headers were used; and the zstd that is built in.
#[pg_extern(immutable, parallel_safe)]
#[allow(clippy::type_complexity)] // The columns of a table are one type to pgrx.
fn sketches_build_info() -> TableIterator<
    'static,
    (
        name!(version, &'static str),
        name!(architecture, &'static str),
        name!(endianness, &'static str),
        name!(pointer_width, i32),
        name!(postgres_major, i32),
        name!(zstd_version, &'static str),
    ),
> {
    let endianness = if cfg!(target_endian = "big") {
        "big"
    } else {
        "little"
    };
    TableIterator::once((
        env!("CARGO_PKG_VERSION"),
        std::env::consts::ARCH,
        endianness,
        usize::BITS as i32,
        (pg_sys::PG_VERSION_NUM / 10_000) as i32,
        zstd_safe::version_string(),
    ))
}
