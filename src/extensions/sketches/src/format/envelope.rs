//! The envelope a sketch is stored in, the same on every architecture.
//!
//! | offset | bytes | meaning                                                     |
//! |--------|-------|-------------------------------------------------------------|
//! | 0      | 4     | `SKCH`                                                      |
//! | 4      | 1     | version of this format, 1                                   |
//! | 5      | 1     | kind: 1 distinct count, 2 quantiles                         |
//! | 6      | 1     | flags: bit 0 says that the payload is a zstd frame          |
//! | 7      | 1     | 0                                                           |
//! | 8      | 4     | length of the payload before compression, little-endian     |
//! | 12     |       | the payload, compressed only where that makes it shorter    |

use super::FormatError;

/// Bytes before the payload.
pub const HEADER_LEN: usize = 12;

/// The one version there is.
pub const VERSION: u8 = 1;

/// No payload is longer, so a header that says so is refused before any memory
/// is set aside for it. It is zstd's largest block: the encoding of a single
/// block does not depend on the machine's byte order, that of several may,
/// because zstd's choice of where to split them reads native 16-bit words.
pub const MAX_PAYLOAD: usize = 128 * 1024;

const MAGIC: [u8; 4] = *b"SKCH";
const FLAG_ZSTD: u8 = 1;

/// zstd's own default: its double-fast search is the same code on every CPU.
const LEVEL: i32 = 3;

/// What an envelope holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum Kind {
    /// A sketch of distinct values.
    Distinct = 1,
    /// A sketch of quantiles.
    Quantile = 2,
}

impl Kind {
    /// The kind that byte 5 names.
    pub fn from_byte(byte: u8) -> Option<Self> {
        [Self::Distinct, Self::Quantile]
            .into_iter()
            .find(|kind| *kind as u8 == byte)
    }

    /// What users call it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Distinct => "a distinct-count sketch",
            Self::Quantile => "a quantile sketch",
        }
    }
}

/// What a header says, before the payload is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Header {
    /// Version of the format.
    pub version: u8,
    /// Whether the payload is a zstd frame.
    pub compressed: bool,
    /// Bytes of payload before compression.
    pub payload_len: u32,
}

/// Puts `payload` into an envelope.
///
/// # Panics
/// If the payload is longer than [`MAX_PAYLOAD`]; the limits that
/// [`super::distinct`] and [`super::digest`] put on their parameters rule it out.
pub fn seal(kind: Kind, payload: &[u8]) -> Vec<u8> {
    assert!(
        payload.len() <= MAX_PAYLOAD,
        "no sketch has {} bytes",
        payload.len()
    );
    let packed = compress(payload).filter(|packed| packed.len() < payload.len());
    let flags = if packed.is_some() { FLAG_ZSTD } else { 0 };
    let body = packed.as_deref().unwrap_or(payload);

    let mut bytes = Vec::with_capacity(HEADER_LEN + body.len());
    bytes.extend_from_slice(&MAGIC);
    bytes.extend_from_slice(&[VERSION, kind as u8, flags, 0]);
    bytes.extend_from_slice(&(payload.len() as u32).to_le_bytes());
    bytes.extend_from_slice(body);
    bytes
}

/// Takes the payload of the expected kind out of its envelope.
pub fn open(kind: Kind, bytes: &[u8]) -> Result<Vec<u8>, FormatError> {
    let header = header(kind, bytes)?;
    let body = &bytes[HEADER_LEN..];
    let payload = if header.compressed {
        decompress(body, header.payload_len as usize)?
    } else {
        body.to_vec()
    };
    if payload.len() != header.payload_len as usize {
        return Err(FormatError::WrongLength(header.payload_len, payload.len()));
    }
    Ok(payload)
}

/// Reads and checks the header alone.
pub fn header(kind: Kind, bytes: &[u8]) -> Result<Header, FormatError> {
    let Some((head, _)) = bytes.split_at_checked(HEADER_LEN) else {
        return Err(FormatError::Truncated(bytes.len()));
    };
    if head[..4] != MAGIC {
        return Err(FormatError::NotAnEnvelope);
    }
    if head[4] != VERSION {
        return Err(FormatError::UnknownVersion(head[4]));
    }
    if head[5] != kind as u8 {
        return Err(FormatError::WrongKind(kind, head[5]));
    }
    if head[6] & !FLAG_ZSTD != 0 || head[7] != 0 {
        return Err(FormatError::UnknownFlags(head[6] | head[7]));
    }
    let payload_len = u32::from_le_bytes([head[8], head[9], head[10], head[11]]);
    if payload_len as usize > MAX_PAYLOAD {
        return Err(FormatError::TooLong(payload_len));
    }
    Ok(Header {
        version: head[4],
        compressed: head[6] & FLAG_ZSTD != 0,
        payload_len,
    })
}

/// `None` where zstd fails, which for want of memory it may; the payload is then
/// stored as it is.
fn compress(payload: &[u8]) -> Option<Vec<u8>> {
    let mut packed = vec![0; zstd_safe::compress_bound(payload.len())];
    let len = zstd_safe::compress(&mut packed[..], payload, LEVEL).ok()?;
    packed.truncate(len);
    Some(packed)
}

/// Never writes more than `expected` bytes, whatever the frame says.
fn decompress(body: &[u8], expected: usize) -> Result<Vec<u8>, FormatError> {
    let mut payload = vec![0; expected];
    let len = zstd_safe::decompress(&mut payload[..], body)
        .map_err(|code| FormatError::Compression(zstd_safe::get_error_name(code)))?;
    payload.truncate(len);
    Ok(payload)
}

#[cfg(test)]
#[path = "envelope_test.rs"]
mod tests;
