//! Quantiles: a merging t-digest, by DataSketches.
//!
//! It is chosen over KLL and REQ, which toss coins: their random state cannot be
//! seeded, so equal input would not give equal sketches. A digest does depend on
//! the order of its input, as any bounded summary of quantiles must.

use datasketches::tdigest::TDigestMut;

use super::envelope::Kind;
use super::payload::PREAMBLE_LEN;
use super::{FormatError, Sketch};

/// The least compression DataSketches accepts.
pub const MIN_COMPRESSION: u16 = 10;

/// With 2 * 2000 + 10 centroids of 16 bytes, the digest stays well within
/// [`super::envelope::MAX_PAYLOAD`].
pub const MAX_COMPRESSION: u16 = 2000;

/// A value that is not finite has no place among quantiles.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct NotFinite(pub f64);

/// A sketch of how values are spread.
#[derive(Clone)]
pub struct Digest(TDigestMut);

impl Digest {
    /// An empty digest.
    ///
    /// # Panics
    /// If `compression` is outside [`MIN_COMPRESSION`] ..= [`MAX_COMPRESSION`].
    pub fn new(compression: u16) -> Self {
        let range = MIN_COMPRESSION..=MAX_COMPRESSION;
        assert!(range.contains(&compression), "compression {compression}");
        Self(TDigestMut::new(compression).expect("a compression within the library's range"))
    }

    /// Takes note of one value.
    pub fn add(&mut self, value: f64) -> Result<(), NotFinite> {
        if !value.is_finite() {
            return Err(NotFinite(value));
        }
        // Adding zero turns -0 into 0: which of the two `f64::min` prefers is the
        // processor's choice, and it would show in the stored minimum.
        self.0.update(value + 0.0);
        Ok(())
    }

    /// Takes note of everything `other` has seen. The result has the lower of
    /// the two compressions: detail that was never kept cannot come back.
    pub fn merge(&mut self, other: &Self) {
        if other.compression() < self.compression() {
            let finer = std::mem::replace(&mut self.0, other.0.clone());
            self.0.merge(&finer);
        } else {
            self.0.merge(&other.0);
        }
    }

    /// How finely the digest resolves.
    pub fn compression(&self) -> u16 {
        self.0.k()
    }

    /// How many values there have been; exact.
    pub fn count(&self) -> u64 {
        self.0.total_weight()
    }

    /// The least value; exact. `None` before the first.
    pub fn min(&self) -> Option<f64> {
        self.0.min_value()
    }

    /// The greatest value; exact. `None` before the first.
    pub fn max(&self) -> Option<f64> {
        self.0.max_value()
    }

    /// The values below which these fractions of all values lie, about, in the
    /// order of `fractions`; `None` before the first value.
    ///
    /// # Panics
    /// If a fraction is outside 0 ..= 1; the caller has the better error.
    pub fn quantiles(&mut self, fractions: &[f64]) -> Option<Vec<f64>> {
        self.0
            .quantiles(fractions)
            .expect("fractions between 0 and 1")
    }

    /// The fraction of all values that lie below `value`, about; `None` before
    /// the first value.
    ///
    /// # Panics
    /// If `value` is NaN; the caller has the better error.
    pub fn rank(&mut self, value: f64) -> Option<f64> {
        self.0.rank(value).expect("a number")
    }
}

impl Sketch for Digest {
    const KIND: Kind = Kind::Quantile;

    fn to_payload(&self) -> Vec<u8> {
        self.0.clone().serialize()
    }

    fn from_payload(payload: &[u8]) -> Result<Self, FormatError> {
        if payload.len() < PREAMBLE_LEN {
            return Err(FormatError::ShortPayload(payload.len()));
        }
        // The library also reads the big-endian format of the reference
        // implementation, which begins with zeros, and there it sets memory
        // aside for as many centroids as the bytes claim.
        if payload.starts_with(&[0, 0, 0]) {
            return Err(FormatError::Payload(
                "not a DataSketches t-digest".to_owned(),
            ));
        }
        let mut digest = TDigestMut::deserialize(payload)
            .map_err(|error| FormatError::Payload(error.message().to_owned()))?;
        if !(MIN_COMPRESSION..=MAX_COMPRESSION).contains(&digest.k()) {
            let (least, most) = (MIN_COMPRESSION.into(), MAX_COMPRESSION.into());
            return Err(FormatError::Parameter(
                "compression",
                digest.k().into(),
                least,
                most,
            ));
        }
        // Serializing merges what a foreign writer left in its buffer.
        let size = digest.serialize().len();
        if size > super::envelope::MAX_PAYLOAD {
            return Err(FormatError::Payload(format!(
                "{size} bytes are more than a digest needs"
            )));
        }
        Ok(Self(digest))
    }
}

#[cfg(test)]
#[path = "digest_test.rs"]
mod tests;
