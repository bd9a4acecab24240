//! SHA-256 digests, in the form `sha256:<64 hex digits>` (OCI image spec, descriptor.md).

use crate::error::{read_error, Result};
use oci_spec::image::{Digest, Sha256Digest};
use sha2::{Digest as _, Sha256};
use std::fmt::Write as _;
use std::fs::File;
use std::io::{self, Read, Write};
use std::path::Path;
use std::str::FromStr;

/// Counts and hashes what is read from, or written to, `inner`.
pub struct Hashing<T> {
    inner: T,
    hasher: Sha256,
    size: u64,
}

impl<T> Hashing<T> {
    /// Starts with nothing read or written.
    pub fn new(inner: T) -> Self {
        Self {
            inner,
            hasher: Sha256::new(),
            size: 0,
        }
    }

    /// The inner value, the digest and the number of bytes.
    pub fn finish(self) -> (T, Digest, u64) {
        (self.inner, digest(self.hasher), self.size)
    }

    fn update(&mut self, bytes: &[u8]) {
        self.hasher.update(bytes);
        self.size += bytes.len() as u64;
    }
}

impl<R: Read> Read for Hashing<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(buffer)?;
        self.update(&buffer[..count]);
        Ok(count)
    }
}

impl<W: Write> Write for Hashing<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let count = self.inner.write(bytes)?;
        self.update(&bytes[..count]);
        Ok(count)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush()
    }
}

/// The digest of some bytes.
#[must_use]
pub fn digest_of(bytes: &[u8]) -> Digest {
    digest(Sha256::new_with_prefix(bytes))
}

/// Digest and size of a file.
///
/// # Errors
/// Where the file cannot be read.
pub fn digest_of_file(path: &Path) -> Result<(Digest, u64)> {
    let mut reader = Hashing::new(File::open(path).map_err(read_error(path))?);
    copy(&mut reader, &mut io::sink()).map_err(read_error(path))?;
    let (_, digest, size) = reader.finish();
    Ok((digest, size))
}

/// `io::copy` with a buffer that suits layers of hundreds of megabytes.
///
/// # Errors
/// Those of reader and writer.
pub fn copy(reader: &mut impl Read, writer: &mut impl Write) -> io::Result<u64> {
    let mut buffer = vec![0; 256 * 1024];
    let mut total = 0;
    loop {
        let count = match reader.read(&mut buffer) {
            Ok(0) => return Ok(total),
            Ok(count) => count,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        writer.write_all(&buffer[..count])?;
        total += count as u64;
    }
}

fn digest(hasher: Sha256) -> Digest {
    let mut hex = String::new();
    for byte in hasher.finalize() {
        write!(hex, "{byte:02x}").expect("a string can be written to");
    }
    Sha256Digest::from_str(&hex)
        .expect("SHA-256 has 64 hex digits")
        .into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_digest() {
        // FIPS 180-2, appendix B.1.
        assert_eq!(
            digest_of(b"abc").to_string(),
            "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        );
    }

    #[test]
    fn what_passes_through_is_hashed_and_counted() {
        let mut writer = Hashing::new(Vec::new());
        copy(&mut &b"abc"[..], &mut writer).unwrap();
        let (bytes, digest, size) = writer.finish();
        assert_eq!((bytes.as_slice(), size), (&b"abc"[..], 3));
        assert_eq!(digest, digest_of(b"abc"));
    }
}
