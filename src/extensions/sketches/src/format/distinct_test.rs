use super::super::{envelope, hex};
use super::*;

/// A sketch of the integers `values`, hashed as SQL hashes them.
fn sketch(precision: u8, values: impl IntoIterator<Item = i64>) -> Distinct {
    let mut union = DistinctUnion::new(precision);
    values
        .into_iter()
        .for_each(|value| union.add(&value.to_le_bytes()));
    union.sketch()
}

/// One sketch in each of the three forms: list, hash table, registers.
fn each_form() -> [Distinct; 3] {
    [sketch(10, 0..5), sketch(10, 0..50), sketch(10, 0..5000)]
}

#[test]
fn the_bytes_are_the_same_on_every_machine() {
    let text = hex::encode(&sketch(12, 1..=3).to_bytes());
    assert_eq!(
        text,
        "\\x534b434801010000140000000201070c030803082bf2fb0675816607862ff90d"
    );
}

#[test]
fn neither_order_nor_repetition_nor_grouping_shows() {
    for precision in [4, 7, 8, 12, 16] {
        for count in [0, 1, 7, 8, 9, 100, 3000, 20_000] {
            let forward = sketch(precision, 0..count).to_payload();
            let backward = sketch(precision, (0..count).rev()).to_payload();
            let twice = sketch(precision, (0..count).chain(0..count)).to_payload();
            let (even, odd) = ((0..count).step_by(2), (1..count.max(1)).step_by(2));
            let merged = sketch(precision, odd)
                .union(&sketch(precision, even))
                .unwrap();
            assert_eq!(forward, backward, "{precision} {count}");
            assert_eq!(forward, twice, "{precision} {count}");
            assert_eq!(forward, merged.to_payload(), "{precision} {count}");
        }
    }
}

#[test]
fn the_running_estimate_is_that_of_the_sketch() {
    for count in [0, 5, 50, 5000] {
        let mut union = DistinctUnion::new(10);
        (0..count).for_each(|value: i64| union.add(&value.to_le_bytes()));
        assert_eq!(union.estimate(), union.sketch().estimate(), "{count}");
    }
}

#[test]
fn estimates_are_within_four_standard_errors() {
    for precision in [8, 12, 16] {
        let standard_error = 1.04 / f64::from(1 << precision).sqrt();
        for count in [1, 10, 100, 1000, 10_000, 100_000] {
            let estimate = sketch(precision, 0..count).estimate();
            let error = (estimate / count as f64 - 1.0).abs();
            assert!(
                error < 4.0 * standard_error,
                "{precision} {count}: {estimate}"
            );
        }
    }
}

#[test]
fn bounds_enclose_the_estimate_and_widen() {
    let sketch = sketch(10, 0..5000);
    let (low1, high1) = sketch.bounds(NumStdDev::One);
    let (low3, high3) = sketch.bounds(NumStdDev::Three);
    assert!(low3 < low1 && low1 < sketch.estimate());
    assert!(sketch.estimate() < high1 && high1 < high3);
}

#[test]
fn downsampling_gives_what_building_would_have() {
    for count in [3, 50, 300, 5000] {
        for precision in [4, 8, 11, 12] {
            let down = sketch(12, 0..count).downsample(precision).unwrap();
            let built = sketch(precision, 0..count);
            assert_eq!(down.to_payload(), built.to_payload(), "{precision} {count}");
        }
    }
    assert!(sketch(12, 0..3).downsample(13).is_none());
}

#[test]
fn different_precisions_do_not_merge() {
    let mismatch = sketch(12, 0..3).union(&sketch(10, 0..3)).err();
    assert_eq!(mismatch, Some(PrecisionMismatch(12, 10)));
}

#[test]
fn every_form_survives() {
    for sketch in each_form() {
        let read = Distinct::from_bytes(&sketch.to_bytes()).unwrap();
        assert_eq!(read.to_payload(), sketch.to_payload());
        assert_eq!(read.estimate(), sketch.estimate());
    }
}

#[test]
fn foreign_forms_are_read_and_brought_into_ours() {
    for hll_type in [HllType::Hll4, HllType::Hll6, HllType::Hll8] {
        for count in [5, 50, 5000] {
            let mut foreign = HllSketch::new(10, hll_type).unwrap();
            for value in (0..count).rev() {
                foreign.update(raw_bytes::from_slice(&i64::to_le_bytes(value)));
            }
            let read = Distinct::from_payload(&foreign.serialize()).unwrap();
            assert_eq!(
                read.to_payload(),
                sketch(10, 0..count).to_payload(),
                "{hll_type:?}"
            );
        }
    }
}

#[test]
fn only_the_canonical_form_is_stored() {
    let mut unsorted = sketch(12, 1..=3).to_payload();
    unsorted[8..16].rotate_left(4);
    let sealed = envelope::seal(Kind::Distinct, &unsorted);
    assert_eq!(
        Distinct::from_bytes(&sealed).err(),
        Some(FormatError::NotCanonical)
    );

    let mut longer = sketch(12, 0..5000).to_payload();
    longer.push(0);
    let sealed = envelope::seal(Kind::Distinct, &longer);
    assert_eq!(
        Distinct::from_bytes(&sealed).err(),
        Some(FormatError::NotCanonical)
    );
}

#[test]
fn impossible_content_is_refused() {
    let mut too_precise = sketch(12, 1..=3).to_payload();
    too_precise[3] = 17;
    let error = Distinct::from_payload(&too_precise).err();
    assert_eq!(error, Some(FormatError::Parameter("precision", 17, 4, 16)));

    let mut bad_register = sketch(12, 0..5000).to_payload();
    bad_register[100] = 64;
    let error = Distinct::from_payload(&bad_register).err();
    assert_eq!(error, Some(FormatError::Register(64)));
}

/// Whatever one byte is changed to, the answer is a sketch or an error.
#[test]
fn no_damaged_byte_makes_it_panic() {
    for sketch in each_form() {
        let payload = sketch.to_payload();
        for at in 0..payload.len().min(300) {
            for change in [1, 2, 4, 8, 16, 32, 64, 128, 255] {
                let mut damaged = payload.clone();
                damaged[at] ^= change;
                if let Ok(read) = Distinct::from_payload(&damaged) {
                    let _ = (read.estimate(), read.to_payload());
                    let _ = read.union(&sketch);
                }
            }
            let _ = Distinct::from_payload(&payload[..at]);
        }
    }
}
