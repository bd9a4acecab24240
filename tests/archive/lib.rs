//! A small apt archive, which a test fills, signs and serves on the loopback: pool, indices and
//! release as a real one has them, so that apt itself reads and verifies it.

mod deb;
mod mirror;
mod openpgp;
mod published;

pub use deb::{deb, deb_with_data, Entry};
pub use mirror::{Answer, Mirror};
pub use openpgp::Key;
pub use published::{
    in_archive, index_of, publish, put_index, put_release, release, sha256, Layout, Package,
    ARCHITECTURE, SUITE,
};
