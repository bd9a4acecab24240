use super::super::{envelope, hex};
use super::*;

fn digest(compression: u16, values: impl IntoIterator<Item = f64>) -> Digest {
    let mut digest = Digest::new(compression);
    values
        .into_iter()
        .for_each(|value| digest.add(value).unwrap());
    digest
}

fn up_to(count: u32) -> impl Iterator<Item = f64> {
    (1..=count).map(f64::from)
}

#[test]
fn the_bytes_are_the_same_on_every_machine() {
    let digest = digest(200, [1.0, -0.0, 0.5]);
    let mut payload = vec![2, 1, 20, 200, 0, 4, 0, 0, 3, 0, 0, 0, 0, 0, 0, 0];
    for number in [0.0_f64, 1.0] {
        payload.extend_from_slice(&number.to_le_bytes());
    }
    for centroid in [0.0_f64, 0.5, 1.0] {
        payload.extend_from_slice(&centroid.to_le_bytes());
        payload.extend_from_slice(&1_u64.to_le_bytes());
    }
    assert_eq!(digest.to_payload(), payload);
    assert_eq!(
        hex::encode(&digest.to_bytes()),
        "\\x534b43480102010050000000\
         28b52ffd205005010090020114c8000400000300f03f000100e03ff00500a01033650c3806d9a00112"
    );
}

#[test]
fn the_sign_of_zero_does_not_show() {
    let (plus, minus) = (digest(10, [0.0]), digest(10, [-0.0]));
    assert_eq!(plus.to_payload(), minus.to_payload());
    assert!(plus.min().unwrap().is_sign_positive());
}

#[test]
fn few_values_are_exact() {
    let mut digest = digest(200, up_to(101));
    assert_eq!(digest.count(), 101);
    assert_eq!((digest.min(), digest.max()), (Some(1.0), Some(101.0)));
    assert_eq!(
        digest.quantiles(&[1.0, 0.5, 0.0]),
        Some(vec![101.0, 51.0, 1.0])
    );
}

#[test]
fn many_values_are_close_and_the_tails_closer() {
    let count = 100_000;
    let mut digest = digest(200, up_to(count));
    for (fraction, tolerance) in [
        (0.001, 2e-4),
        (0.1, 2e-3),
        (0.5, 5e-3),
        (0.9, 2e-3),
        (0.999, 2e-4),
    ] {
        let found = digest.quantiles(&[fraction]).unwrap()[0] / f64::from(count);
        assert!((found - fraction).abs() < tolerance, "{fraction}: {found}");
        let rank = digest.rank(fraction * f64::from(count)).unwrap();
        assert!((rank - fraction).abs() < tolerance, "{fraction}: {rank}");
    }
}

#[test]
fn nothing_has_no_quantiles() {
    let mut empty = Digest::new(200);
    assert_eq!((empty.count(), empty.min(), empty.max()), (0, None, None));
    assert_eq!((empty.quantiles(&[0.5]), empty.rank(0.0)), (None, None));
}

#[test]
fn what_is_not_finite_is_refused() {
    let mut digest = Digest::new(200);
    assert_eq!(digest.add(f64::INFINITY), Err(NotFinite(f64::INFINITY)));
    assert!(digest.add(f64::NAN).is_err());
    assert_eq!(digest.count(), 0);
}

#[test]
fn merging_counts_everything_and_keeps_the_lower_compression() {
    for (left, right) in [(100, 200), (200, 100)] {
        let mut merged = digest(left, up_to(1000));
        merged.merge(&digest(right, (1001..=2000).map(f64::from)));
        assert_eq!(merged.compression(), 100);
        assert_eq!(merged.count(), 2000);
        assert_eq!((merged.min(), merged.max()), (Some(1.0), Some(2000.0)));
        let median = merged.quantiles(&[0.5]).unwrap()[0];
        assert!((median - 1000.5).abs() < 20.0, "{median}");
    }
}

#[test]
fn every_size_survives() {
    for count in [0, 1, 2, 100, 100_000] {
        let digest = digest(MAX_COMPRESSION, up_to(count));
        let read = Digest::from_bytes(&digest.to_bytes()).unwrap();
        assert_eq!(read.to_payload(), digest.to_payload(), "{count}");
        assert!(read.to_payload().len() <= envelope::MAX_PAYLOAD / 2);
    }
}

#[test]
fn impossible_content_is_refused() {
    // The reference implementation's format, claiming four billion centroids.
    let mut foreign = vec![0, 0, 0, 1];
    for number in [0.0_f64, 1.0, 100.0] {
        foreign.extend_from_slice(&number.to_be_bytes());
    }
    foreign.extend_from_slice(&[0xff; 4]);
    let error = Digest::from_payload(&foreign).err();
    assert_eq!(
        error,
        Some(FormatError::Payload(
            "not a DataSketches t-digest".to_owned()
        ))
    );

    let mut too_fine = digest(200, up_to(3)).to_payload();
    too_fine[3..5].copy_from_slice(&2001_u16.to_le_bytes());
    let error = Digest::from_payload(&too_fine).err();
    assert_eq!(
        error,
        Some(FormatError::Parameter("compression", 2001, 10, 2000))
    );

    let mut longer = digest(200, up_to(3)).to_payload();
    longer.push(0);
    let sealed = envelope::seal(Kind::Quantile, &longer);
    assert_eq!(
        Digest::from_bytes(&sealed).err(),
        Some(FormatError::NotCanonical)
    );
}

/// Whatever one byte is changed to, the answer is a digest or an error.
#[test]
fn no_damaged_byte_makes_it_panic() {
    for count in [0, 1, 3, 5000] {
        let intact = digest(20, up_to(count));
        let payload = intact.to_payload();
        for at in 0..payload.len() {
            for change in [1, 2, 4, 8, 16, 32, 64, 128, 255] {
                let mut damaged = payload.clone();
                damaged[at] ^= change;
                if let Ok(mut read) = Digest::from_payload(&damaged) {
                    let _ = (read.quantiles(&[0.5]), read.rank(1.0), read.to_payload());
                }
            }
            let _ = Digest::from_payload(&payload[..at]);
        }
    }
}
