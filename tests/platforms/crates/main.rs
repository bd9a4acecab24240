//! Uses each crate that people cross-compile and trip over, so that it is really linked.

use diesel::Connection;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() {
    // SAFETY: takes no argument and returns a number.
    println!("lz4 {}", unsafe { lz4_sys::LZ4_versionNumber() });
    #[cfg(feature = "bindgen")]
    println!("lz4 of the sysroot {}", lz4_bindings::LZ4_VERSION_MAJOR);
    #[cfg(feature = "bindgen")]
    // SAFETY: takes no argument and returns a number.
    println!("lz4 of the sysroot, linked {}", unsafe {
        lz4_bindings::LZ4_versionNumber()
    });
    println!("zstd {}", zstd_safe::version_number());
    println!(
        "libpq {:?}",
        diesel::PgConnection::establish("host=/nonexistent")
            .err()
            .is_some()
    );
    println!("tokio {}", runtime().block_on(async { 6 * 7 }));
}

fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_multi_thread()
        .worker_threads(1)
        .build()
        .expect("a thread can be started")
}
