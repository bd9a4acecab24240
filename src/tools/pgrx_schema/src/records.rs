//! The records inside the schema section, and the gaps linkers leave in it.
//!
//! A record is a little-endian `u32` length, on every CPU, and that many bytes.
//! pgrx emits each as a static byte array and its decoder expects them without
//! gaps. Where the ABI aligns every static (s390x: to 2 bytes), the linker puts
//! a zero after a record of odd length. The records are therefore walked with
//! the section's alignment and handed on without the gaps.

use std::fmt;

/// Bytes of a record's length field.
const LENGTH_BYTES: usize = 4;

/// How the section's records fail to add up. Offsets and lengths are in bytes
/// and counted from the section's start.
#[derive(Debug, PartialEq, Eq)]
pub enum RecordError {
    /// A record reaches past the section's end.
    Truncated {
        /// The record's number, from 0.
        index: usize,
        /// Where its length field is.
        offset: usize,
        /// What the length field says.
        length: usize,
        /// What is there.
        available: usize,
    },
    /// Bytes that are neither a record nor padding.
    Stray {
        /// The number of the record before, from 0.
        index: usize,
        /// Where the bytes are.
        offset: usize,
    },
}

impl fmt::Display for RecordError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Truncated {
                index,
                offset,
                length,
                available,
            } => write!(
                f,
                "record {index} at offset {offset} claims {length} bytes, but only {available} \
                 follow; the library was cut off or rewritten after linking"
            ),
            Self::Stray { index, offset } => {
                write!(f, "stray bytes after record {index}, at offset {offset}")
            }
        }
    }
}

impl std::error::Error for RecordError {}

/// Returns the section's records without the padding between them.
///
/// `alignment` is the section's, in bytes. An aligned section need not have
/// padded records (an unrelated aligned object in it suffices), so the packed
/// reading is tried where the aligned one does not add up.
///
/// # Errors
/// [`RecordError`], of the packed reading, where neither adds up.
pub fn repack(section: &[u8], alignment: usize) -> Result<Vec<u8>, RecordError> {
    let records = walk(section, alignment).or_else(|_| walk(section, 1))?;
    Ok(records.concat())
}

/// Splits the section into records, length fields included, each of which
/// starts at a multiple of `alignment`.
fn walk(section: &[u8], alignment: usize) -> Result<Vec<&[u8]>, RecordError> {
    let mut records = Vec::new();
    let mut offset = 0;
    while section[offset..].iter().any(|byte| *byte != 0) {
        let index = records.len();
        let stray = RecordError::Stray {
            index: index.saturating_sub(1),
            offset,
        };
        let Some(field) = section[offset..].first_chunk::<LENGTH_BYTES>() else {
            return Err(stray);
        };
        let length = u32::from_le_bytes(*field) as usize;
        if length == 0 {
            return Err(stray);
        }
        let available = section.len() - offset - LENGTH_BYTES;
        if length > available {
            return Err(RecordError::Truncated {
                index,
                offset,
                length,
                available,
            });
        }
        let end = offset + LENGTH_BYTES + length;
        records.push(&section[offset..end]);
        let next = end.next_multiple_of(alignment).min(section.len());
        if section[end..next].iter().any(|byte| *byte != 0) {
            return Err(RecordError::Stray { index, offset: end });
        }
        offset = next;
    }
    Ok(records)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Three records of 7, 5 and 8 bytes, each padded to `alignment`.
    fn section(alignment: usize) -> Vec<u8> {
        let mut bytes = Vec::new();
        for payload in ["abc", "x", "four"] {
            bytes.extend((payload.len() as u32).to_le_bytes());
            bytes.extend(payload.as_bytes());
            bytes.resize(bytes.len().next_multiple_of(alignment), 0);
        }
        bytes
    }

    #[test]
    fn padding_between_records_is_dropped() {
        let packed = section(1);
        for alignment in [1, 2, 4, 16] {
            assert_eq!(
                repack(&section(alignment), alignment),
                Ok(packed.clone()),
                "{alignment}"
            );
        }
    }

    #[test]
    fn packed_records_in_an_aligned_section_are_found() {
        assert_eq!(repack(&section(1), 16), Ok(section(1)));
    }

    /// A length of 256 starts with a zero byte, which must not pass for padding.
    #[test]
    fn length_with_a_zero_low_byte_is_no_padding() {
        let mut bytes = vec![1, 0, 0, 0, b'a'];
        bytes.extend(256u32.to_le_bytes());
        bytes.extend([b'b'; 256]);
        assert_eq!(repack(&bytes, 1), Ok(bytes.clone()));
    }

    #[test]
    fn trailing_zeros_and_an_empty_section_hold_no_record() {
        let mut bytes = section(1);
        bytes.extend([0; 7]);
        assert_eq!(repack(&bytes, 1), Ok(section(1)));
        assert_eq!(repack(&[0, 0], 1), Ok(vec![]));
        assert_eq!(repack(&[], 1), Ok(vec![]));
    }

    #[test]
    fn cut_off_records_are_refused() {
        let bytes = section(1);
        let error = repack(&bytes[..bytes.len() - 1], 1).unwrap_err();
        assert_eq!(
            error.to_string(),
            "record 2 at offset 12 claims 4 bytes, but only 3 follow; \
             the library was cut off or rewritten after linking"
        );
    }

    #[test]
    fn stray_bytes_are_refused() {
        let mut bytes = section(1);
        bytes.extend([0, 0, 0, 0, 9]);
        let error = repack(&bytes, 1).unwrap_err();
        assert_eq!(
            error.to_string(),
            "stray bytes after record 2, at offset 20"
        );
    }
}
