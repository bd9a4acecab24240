//! Distinct counts: HyperLogLog with 8-bit registers, by DataSketches.
//!
//! The library offers two estimators. The more accurate one, HIP, depends on the
//! order in which values came, so a parallel plan would answer otherwise than a
//! serial one. This module keeps to the composite estimator: a sketch, its bytes
//! and its estimate depend on nothing but the set of values.

use datasketches::common::NumStdDev;
use datasketches::hash::value::raw_bytes;
use datasketches::hll::{HllSketch, HllType, HllUnion};

use super::envelope::Kind;
use super::{payload, FormatError, Sketch};

/// The least precision DataSketches knows.
pub const MIN_PRECISION: u8 = 4;

/// The greatest whose 2^16 registers and preamble fit
/// [`super::envelope::MAX_PAYLOAD`]; its standard error is 0.4 %.
pub const MAX_PRECISION: u8 = 16;

/// Two sketches of different precision: (left, right).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PrecisionMismatch(pub u8, pub u8);

/// A finished sketch of distinct values.
pub struct Distinct(HllSketch);

/// A sketch being built, from values, from other sketches, or from both.
pub struct DistinctUnion(HllUnion);

impl DistinctUnion {
    /// An empty sketch.
    ///
    /// # Panics
    /// If `precision` is outside [`MIN_PRECISION`] ..= [`MAX_PRECISION`].
    pub fn new(precision: u8) -> Self {
        assert!(
            (MIN_PRECISION..=MAX_PRECISION).contains(&precision),
            "precision {precision}"
        );
        Self(HllUnion::new(precision).expect("a precision within the library's range"))
    }

    /// Takes note of one value, given as its canonical bytes: equal values must
    /// give equal bytes on every machine.
    pub fn add(&mut self, value: &[u8]) {
        self.0.update_value(raw_bytes::from_slice(value));
    }

    /// Takes note of everything `sketch` has seen.
    pub fn merge(&mut self, sketch: &Distinct) -> Result<(), PrecisionMismatch> {
        if self.precision() != sketch.precision() {
            return Err(PrecisionMismatch(self.precision(), sketch.precision()));
        }
        self.0.update(&sketch.0);
        Ok(())
    }

    /// The base-2 logarithm of the number of registers.
    pub fn precision(&self) -> u8 {
        self.0.lg_max_k()
    }

    /// How many different values there have been, about.
    pub fn estimate(&self) -> f64 {
        self.0.composite_estimate()
    }

    /// What has been built so far.
    pub fn sketch(&self) -> Distinct {
        Distinct::canonical(&self.0.to_sketch(HllType::Hll8), self.precision())
    }
}

impl Distinct {
    /// Brings a sketch of at least `precision` down to it, and to the form that
    /// depends on the set of values only. The library forgets the HIP history
    /// when registers meet registers, so the result is united with itself.
    fn canonical(sketch: &HllSketch, precision: u8) -> Self {
        let mut union = HllUnion::new(precision).expect("a precision within the library's range");
        union.update(sketch);
        union.update(&union.to_sketch(HllType::Hll8));
        Self(union.to_sketch(HllType::Hll8))
    }

    /// The base-2 logarithm of the number of registers.
    pub fn precision(&self) -> u8 {
        self.0.lg_config_k()
    }

    /// How many different values there have been, about.
    pub fn estimate(&self) -> f64 {
        self.0.composite_estimate()
    }

    /// The interval in which the true count lies with the probability of
    /// `std_devs` standard deviations.
    pub fn bounds(&self, std_devs: NumStdDev) -> (f64, f64) {
        (self.0.lower_bound(std_devs), self.0.upper_bound(std_devs))
    }

    /// Everything either sketch has seen.
    pub fn union(&self, other: &Self) -> Result<Self, PrecisionMismatch> {
        let mut union = DistinctUnion::new(self.precision());
        union.merge(self)?;
        union.merge(other)?;
        Ok(union.sketch())
    }

    /// The sketch that the same values would have given at a lower precision;
    /// `None` if `precision` is higher than the sketch's own.
    pub fn downsample(&self, precision: u8) -> Option<Self> {
        (precision <= self.precision()).then(|| Self::canonical(&self.0, precision))
    }
}

impl Sketch for Distinct {
    const KIND: Kind = Kind::Distinct;

    fn to_payload(&self) -> Vec<u8> {
        let mut bytes = self.0.serialize();
        payload::sort_coupons(&mut bytes);
        bytes
    }

    fn from_payload(payload: &[u8]) -> Result<Self, FormatError> {
        payload::check(payload)?;
        let sketch = HllSketch::deserialize(payload)
            .map_err(|error| FormatError::Payload(error.message().to_owned()))?;
        let precision = sketch.lg_config_k();
        if !(MIN_PRECISION..=MAX_PRECISION).contains(&precision) {
            let (least, most) = (MIN_PRECISION.into(), MAX_PRECISION.into());
            return Err(FormatError::Parameter(
                "precision",
                precision.into(),
                least,
                most,
            ));
        }
        Ok(Self::canonical(&sketch, precision))
    }
}

#[cfg(test)]
#[path = "distinct_test.rs"]
mod tests;
