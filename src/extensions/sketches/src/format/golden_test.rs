//! The bytes of large sketches, by their checksum: what is hashed, counted and
//! compressed must come out alike on every architecture.

use super::distinct::DistinctUnion;
use super::{Digest, Sketch};

/// FNV-1a, the shortest checksum there is to write down.
fn checksum(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

/// The length and checksum of a sealed sketch of the integers below `count`.
fn distinct(precision: u8, count: i64) -> (usize, u64) {
    let mut union = DistinctUnion::new(precision);
    (0..count).for_each(|value| union.add(&value.to_le_bytes()));
    let bytes = union.sketch().to_bytes();
    (bytes.len(), checksum(&bytes))
}

/// The same of a digest of `count` integers in scrambled order.
fn digest(compression: u16, count: u32) -> (usize, u64) {
    let mut digest = Digest::new(compression);
    for value in 0..count {
        digest.add(f64::from(value * 7919 % 100_003)).unwrap();
    }
    let bytes = digest.to_bytes();
    (bytes.len(), checksum(&bytes))
}

#[test]
fn the_checksum_is_fnv() {
    assert_eq!(checksum(b"foobar"), 0x8594_4171_f739_67e8);
}

#[test]
fn distinct_sketches() {
    let found = [
        distinct(4, 100),
        distinct(12, 300),
        distinct(12, 20_000),
        distinct(16, 200_000),
    ];
    let expected = [
        (57, 14_015_295_048_612_539_428),
        (1224, 11_375_375_890_430_641_902),
        (1857, 10_593_362_716_670_413_130),
        (27_806, 226_406_120_426_910_278),
    ];
    assert_eq!(found, expected);
}

#[test]
fn digests() {
    let found = [digest(200, 100), digest(200, 5000), digest(2000, 100_000)];
    let expected = [
        (341, 5_424_931_809_701_727_985),
        (1442, 7_619_404_333_018_610),
        (12_289, 4_686_820_741_329_480_996),
    ];
    assert_eq!(found, expected);
}
