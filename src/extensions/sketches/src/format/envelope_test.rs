use super::*;

/// Compresses well.
fn monotone() -> Vec<u8> {
    vec![7; 1000]
}

/// Does not compress: the bytes of a multiplicative generator.
fn noise(len: usize) -> Vec<u8> {
    let mut state = 1_u64;
    std::iter::repeat_with(|| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        (state >> 56) as u8
    })
    .take(len)
    .collect()
}

#[test]
fn the_header_is_as_documented() {
    let sealed = seal(Kind::Quantile, &[1, 2, 3]);
    assert_eq!(sealed, b"SKCH\x01\x02\x00\x00\x03\x00\x00\x00\x01\x02\x03");
}

#[test]
fn the_length_is_little_endian_and_that_before_compression() {
    let sealed = seal(Kind::Distinct, &monotone());
    assert_eq!(sealed[..12], *b"SKCH\x01\x01\x01\x00\xe8\x03\x00\x00");
    assert!(sealed.len() < 40, "{} bytes", sealed.len());
}

#[test]
fn what_does_not_get_shorter_is_kept_as_it_is() {
    let payload = noise(500);
    let sealed = seal(Kind::Distinct, &payload);
    assert_eq!(sealed[6], 0);
    assert_eq!(sealed[12..], payload);
}

#[test]
fn every_length_survives() {
    for len in [0, 1, 11, 12, 13, 4136, MAX_PAYLOAD] {
        for payload in [vec![0; len], noise(len)] {
            let sealed = seal(Kind::Distinct, &payload);
            assert_eq!(open(Kind::Distinct, &sealed), Ok(payload), "{len}");
        }
    }
}

#[test]
#[should_panic(expected = "no sketch has 131073 bytes")]
fn nothing_is_sealed_that_could_not_be_opened() {
    seal(Kind::Distinct, &vec![0; MAX_PAYLOAD + 1]);
}

#[test]
fn each_mistake_in_the_header_has_its_error() {
    let good = seal(Kind::Distinct, &[1, 2, 3]);
    let with = |at: usize, byte: u8| {
        let mut bad = good.clone();
        bad[at] = byte;
        open(Kind::Distinct, &bad)
    };
    assert_eq!(
        open(Kind::Distinct, &good[..11]),
        Err(FormatError::Truncated(11))
    );
    assert_eq!(with(0, b's'), Err(FormatError::NotAnEnvelope));
    assert_eq!(with(4, 2), Err(FormatError::UnknownVersion(2)));
    assert_eq!(with(5, 2), Err(FormatError::WrongKind(Kind::Distinct, 2)));
    assert_eq!(with(5, 9), Err(FormatError::WrongKind(Kind::Distinct, 9)));
    assert_eq!(with(6, 2), Err(FormatError::UnknownFlags(2)));
    assert_eq!(with(7, 4), Err(FormatError::UnknownFlags(4)));
    assert_eq!(with(8, 4), Err(FormatError::WrongLength(4, 3)));
    assert_eq!(with(11, 0xff), Err(FormatError::TooLong(0xff00_0003)));
}

#[test]
fn a_bomb_is_refused_before_it_goes_off() {
    // A frame of 10 MB of zeros takes some 300 bytes.
    let mut frame = vec![0; 100_000];
    let len = zstd_safe::compress(&mut frame[..], &vec![0; 10_000_000], 3).unwrap();
    let envelope = |declared: u32| {
        let mut bytes = b"SKCH\x01\x01\x01\x00".to_vec();
        bytes.extend_from_slice(&declared.to_le_bytes());
        bytes.extend_from_slice(&frame[..len]);
        bytes
    };
    // Honest about its size: the header is enough to refuse it.
    let honest = open(Kind::Distinct, &envelope(10_000_000));
    assert_eq!(honest, Err(FormatError::TooLong(10_000_000)));
    // Lying about its size: zstd gets no more room than was declared.
    let lying = open(Kind::Distinct, &envelope(100));
    assert_eq!(
        lying,
        Err(FormatError::Compression("Destination buffer is too small"))
    );
}

#[test]
fn a_broken_frame_is_an_error() {
    let mut sealed = seal(Kind::Distinct, &monotone());
    sealed.truncate(sealed.len() - 1);
    assert_eq!(
        open(Kind::Distinct, &sealed),
        Err(FormatError::Compression("Src size is incorrect"))
    );
}
