//! In place of a crate that pgrx alone depends on: hashes that can be told by hand.

use std::hash::Hasher;

/// What pgrx hashes with.
pub struct SeaHasher(u64);

impl SeaHasher {
    /// A hasher; the seeds change nothing.
    #[must_use]
    pub fn with_seeds(_: u64, _: u64, _: u64, _: u64) -> Self {
        Self(0)
    }
}

impl Hasher for SeaHasher {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = self.0.wrapping_mul(31).wrapping_add(u64::from(*byte));
        }
    }

    fn write_i64(&mut self, number: i64) {
        self.0 = self.0.wrapping_mul(31).wrapping_add(number as u64);
    }
}
