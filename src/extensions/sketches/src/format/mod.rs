//! Sketches and the bytes they are stored as.
//!
//! Nothing here knows PostgreSQL, so the tests of this folder are those of an
//! ordinary crate: `mod.rs` may be compiled as a crate root of its own.
//!
//! Text is `\x` and hexadecimal digits of the [`envelope`]; the envelope holds a
//! payload in the format of Apache DataSketches, which specifies it as
//! little-endian and reads it in Java, C++, Go and Rust.

pub mod digest;
pub mod distinct;
pub mod envelope;
pub mod error;
pub mod hex;
mod payload;

pub use digest::Digest;
pub use distinct::{Distinct, DistinctUnion};
pub use error::FormatError;

/// A sketch that can be stored.
pub trait Sketch: Sized {
    /// What the envelope calls this sketch.
    const KIND: envelope::Kind;

    /// The payload in the DataSketches format, in its canonical form: equal
    /// sketches give equal bytes.
    fn to_payload(&self) -> Vec<u8>;

    /// Reads a payload of any DataSketches implementation.
    fn from_payload(payload: &[u8]) -> Result<Self, FormatError>;

    /// The stored form: the payload in its envelope.
    fn to_bytes(&self) -> Vec<u8> {
        envelope::seal(Self::KIND, &self.to_payload())
    }

    /// Reads the stored form, and nothing but what [`Sketch::to_bytes`] of some
    /// version of this library can have written.
    fn from_bytes(bytes: &[u8]) -> Result<Self, FormatError> {
        let payload = envelope::open(Self::KIND, bytes)?;
        let sketch = Self::from_payload(&payload)?;
        if sketch.to_payload() == payload {
            Ok(sketch)
        } else {
            Err(FormatError::NotCanonical)
        }
    }
}

#[cfg(test)]
#[path = "golden_test.rs"]
mod golden;
