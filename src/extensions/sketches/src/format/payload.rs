//! What has to be known of the DataSketches format of HLL sketches to give one
//! its canonical form, and to refuse what no sketch can be.

use super::FormatError;

/// Every payload, of whatever sketch, begins with eight bytes of preamble.
pub const PREAMBLE_LEN: usize = 8;

/// Where the coupons or registers of a payload begin, by its mode byte.
enum Body {
    Coupons(usize),
    Registers8(usize),
    Other,
}

/// Byte 7 has the mode in bits 0 and 1 (list, set, registers) and the register
/// width in bits 2 and 3 (4, 6, 8 bits); the offsets are those of the
/// DataSketches format.
fn body(payload: &[u8]) -> Body {
    match payload.get(7).map(|mode| (mode & 3, mode >> 2 & 3)) {
        Some((0, _)) => Body::Coupons(8),
        Some((1, _)) => Body::Coupons(12),
        Some((2, 2)) => Body::Registers8(40),
        _ => Body::Other,
    }
}

/// A small sketch is a list or hash table of hashes, in the order in which they
/// came; readers accept any order, so the canonical one is ascending.
pub fn sort_coupons(payload: &mut [u8]) {
    if let Body::Coupons(start) = body(payload) {
        let mut coupons: Vec<u32> = payload[start..]
            .chunks_exact(4)
            .map(|c| u32::from_le_bytes([c[0], c[1], c[2], c[3]]))
            .collect();
        coupons.sort_unstable();
        for (place, coupon) in payload[start..].chunks_exact_mut(4).zip(coupons) {
            place.copy_from_slice(&coupon.to_le_bytes());
        }
    }
}

/// Refuses what the library would believe: a register counts leading zeros of 64
/// bits, capped to six bits, but it takes whatever byte it reads.
pub fn check(payload: &[u8]) -> Result<(), FormatError> {
    const MAX_REGISTER: u8 = 63;
    if payload.len() < PREAMBLE_LEN {
        return Err(FormatError::ShortPayload(payload.len()));
    }
    if let Body::Registers8(start) = body(payload) {
        if let Some(bad) = payload.iter().skip(start).find(|r| **r > MAX_REGISTER) {
            return Err(FormatError::Register(*bad));
        }
    }
    Ok(())
}
