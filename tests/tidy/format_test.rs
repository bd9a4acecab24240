//! All Rust of the tree is formatted by the pinned rustfmt.

use tidy::format::{rustfmt, Mode};

#[test]
fn all_rust_is_formatted() {
    if let Err(message) = rustfmt(Mode::Check) {
        panic!("\n{message}");
    }
}
