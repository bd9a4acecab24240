//! Pins that the archive has dropped for a successor.

use crate::case::Case;
use archive::{deb, Entry, Package};

fn package(name: &str, version: &str, text: &str) -> Package {
    Package::new(
        name,
        version,
        deb(&[(&format!("usr/lib/{name}"), Entry::File(text))]),
    )
}

/// Pins the first of each pair, and publishes only the second.
fn drop_pins(case: &Case, pairs: &[(Package, Package)]) {
    case.pin(&pairs.iter().map(|(old, _)| old).collect::<Vec<_>>());
    case.publish(&pairs.iter().map(|(_, new)| new).collect::<Vec<_>>());
}

const LOCKED: &str = "--repo_env=RULES_PGRX_LOCKED=1";

#[test]
fn a_dropped_pin_is_replaced_with_one_warning() {
    let case = Case::new("healed");
    let old = package("libdemo", "1.9-1", "healed old");
    let new = package("libdemo", "1.10-1", "healed new");
    drop_pins(&case, &[(old, new)]);
    let said = case.fetched();
    let box_of_stars = "*".repeat(80);
    let warning = format!(
        "\
{box_of_stars}
The mirror has dropped pinned packages. Their successors are used, which the
archive has signed, but which nobody has tested with this source:
  healed: libdemo amd64 1.9-1 -> 1.10-1 (testsuite)
Renew the lock:                ./tools/bazel run //:update
Make this an error instead:    --config=locked
{box_of_stars}"
    );
    assert_eq!(said.matches(&warning).count(), 1, "one warning:\n{said}");
    assert_eq!(
        said.matches("has dropped").count(),
        1,
        "one warning:\n{said}"
    );
    assert_eq!(
        case.tree(),
        ["lib -> usr/lib", "usr/lib/libdemo: healed new"]
    );
}

#[test]
fn several_dropped_pins_are_one_warning() {
    let case = Case::new("healed_twice");
    let kept = package("kept", "3", "kept");
    drop_pins(
        &case,
        &[
            (
                package("liba", "1:1-1", "a old"),
                package("liba", "1:1-1+deb1u1", "a new"),
            ),
            (
                package("libb", "2~rc1", "b old"),
                package("libb", "2", "b new"),
            ),
            (kept.clone(), kept),
        ],
    );
    let said = case.fetched();
    let rows = "
  healed_twice: liba amd64 1:1-1 -> 1:1-1+deb1u1 (testsuite)
  healed_twice: libb amd64 2~rc1 -> 2 (testsuite)
Renew the lock:";
    assert!(said.contains(rows), "{said}");
    assert_eq!(
        said.matches("has dropped").count(),
        1,
        "one warning:\n{said}"
    );
    assert_eq!(
        case.tree(),
        [
            "lib -> usr/lib",
            "usr/lib/kept: kept",
            "usr/lib/liba: a new",
            "usr/lib/libb: b new"
        ]
    );
}

#[test]
fn locked_a_dropped_pin_is_an_error() {
    let case = Case::new("locked");
    let old = package("libdemo", "1.9-1", "locked old");
    let new = package("libdemo", "1.10-1", "locked new");
    drop_pins(&case, &[(old, new.clone())]);
    case.refused_with(
        &[LOCKED],
        "\
libdemo 1.9-1 for amd64: the mirror has dropped this pin.
  file      pool/main/libdemo_1.9-1_amd64.deb
  successor 1.10-1, in testsuite
--config=locked takes no successors. Renew the lock: ./tools/bazel run //:update",
    );
    case.pin(&[&new]);
    let said = case.fetched();
    assert!(!said.contains("has dropped"), "{said}");
    assert_eq!(
        case.tree(),
        ["lib -> usr/lib", "usr/lib/libdemo: locked new"]
    );
}

#[test]
fn what_was_healed_is_not_good_enough_once_locked() {
    let case = Case::new("locked_later");
    let old = package("libdemo", "1", "later old");
    let new = package("libdemo", "2", "later new");
    drop_pins(&case, &[(old, new)]);
    case.fetched();
    case.refused_with(
        &[LOCKED],
        "\
libdemo 1 for amd64: the mirror has dropped this pin.
  file      pool/main/libdemo_1_amd64.deb
  successor 2, in testsuite
--config=locked takes no successors. Renew the lock: ./tools/bazel run //:update",
    );
}

#[test]
fn a_package_without_successor_is_an_error() {
    let case = Case::new("gone");
    let pinned = package("libdemo", "2.0-1", "gone");
    let older = package("libdemo", "1.0-1", "older");
    drop_pins(&case, &[(pinned.clone(), older)]);
    case.refused(
        "\
libdemo 2.0-1 for amd64: gone from testsuite, which has nothing newer (it has 1.0-1).
  file      pool/main/libdemo_2.0-1_amd64.deb
The mirror may be older than the lock, or the package was removed or renamed. In the first
case use another mirror (--repo_env=DEBIAN_MIRROR=...), else mend thirdparty/debian/gone.yaml
and run: ./tools/bazel run //:update",
    );
    case.publish(&[&pinned]);
    case.fetched();
    assert_eq!(case.tree(), ["lib -> usr/lib", "usr/lib/libdemo: gone"]);
}
