//! Compressing a layer while it is written.

use super::spec::Compression;
use flate2::write::GzEncoder;
use flate2::GzBuilder;
use std::io::{self, Write};

/// A writer that compresses, or does not.
pub enum Compressor<W: Write> {
    /// As gzip.
    Gzip(Box<GzEncoder<W>>),
    /// As it is.
    None(W),
}

impl<W: Write> Compressor<W> {
    /// Begins.
    pub fn new(inner: W, compression: Compression) -> Self {
        match compression {
            // Level 6 is what gzip, crane and docker use; mtime 0 and no name.
            Compression::Gzip => Self::Gzip(Box::new(
                GzBuilder::new().write(inner, flate2::Compression::new(6)),
            )),
            Compression::None => Self::None(inner),
        }
    }

    /// Ends, and gives the inner writer back.
    pub fn finish(self) -> io::Result<W> {
        match self {
            Self::Gzip(encoder) => encoder.finish(),
            Self::None(inner) => Ok(inner),
        }
    }
}

impl<W: Write> Write for Compressor<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Self::Gzip(encoder) => encoder.write(bytes),
            Self::None(inner) => inner.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Self::Gzip(encoder) => encoder.flush(),
            Self::None(inner) => inner.flush(),
        }
    }
}
