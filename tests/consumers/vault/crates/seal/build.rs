//! Has pkg-config find libsodium, as crates of the registry do.

fn main() {
    pkg_config::probe_library("libsodium").expect("libsodium");
}
