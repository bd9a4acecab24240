//! Pins of an archive that is not Debian's: all the same, in the words of the module whose lock it is.

use std::fs;

use archive::{deb, publish, Entry, Key, Package, ARCHITECTURE};

use crate::case::Case;

/// What a repository of `pgrx.postgres_packages` has, too.
const RENEW: &str = r#"renew = "bazel run @them//:update""#;

fn package(version: &str, text: &str) -> Package {
    Package::new(
        "libdemo",
        version,
        deb(&[("usr/lib/demo", Entry::File(text))]),
    )
}

/// A case whose pin was dropped for a successor.
fn dropped(name: &'static str) -> (Case, Package) {
    let case = Case::asking(name, RENEW);
    let successor = package("2", name);
    case.pin(&[&package("1", &format!("{name} old"))]);
    case.publish(&[&successor]);
    (case, successor)
}

fn has(case: &Case, text: &str) {
    assert_eq!(
        case.tree(),
        ["lib -> usr/lib".to_owned(), format!("usr/lib/demo: {text}")]
    );
}

#[test]
fn it_arrives_from_the_archive_that_the_lock_names() {
    let case = Case::asking("own_good", RENEW);
    let pinned = package("1", "own");
    case.publish(&[&pinned]);
    case.pin(&[&pinned]);
    case.fetched();
    has(&case, "own");
    assert_eq!(
        case.mirror.take_asked(),
        [format!("debian/pool/main/libdemo_1_{ARCHITECTURE}.deb")]
    );
}

#[test]
fn a_dropped_pin_is_healed_by_what_its_own_key_signed() {
    let (case, _) = dropped("own_healed");
    let said = case.fetched();
    assert!(
        said.contains("\n  own_healed: libdemo amd64 1 -> 2 (testsuite)\nRenew the lock:                bazel run @them//:update\n"),
        "{said}"
    );
    has(&case, "own_healed");
}

#[test]
fn locked_it_is_an_error() {
    let (case, _) = dropped("own_locked");
    case.refused_with(
        &["--repo_env=RULES_PGRX_LOCKED=1"],
        "\
libdemo 1 for amd64: the mirror has dropped this pin.
  file      pool/main/libdemo_1_amd64.deb
  successor 2, in testsuite
--config=locked takes no successors. Renew the lock: bazel run @them//:update",
    );
}

#[test]
fn a_package_without_successor_is_an_error() {
    let case = Case::asking("own_gone", RENEW);
    case.publish(&[]);
    case.pin(&[&package("1", "own gone")]);
    case.refused(
        "\
libdemo 1 for amd64: gone from testsuite, which has nothing newer (it has no version at all).
  file      pool/main/libdemo_1_amd64.deb
The mirror may be older than the lock, or the package was removed or renamed. In the first
case use another mirror (`archive` in own_gone.yaml, then bazel run @them//:update), else mend own_gone.yaml
and run: bazel run @them//:update",
    );
}

#[test]
fn a_suite_that_has_left_the_mirrors_is_told_where_it_went() {
    let case = Case::asking("own_left", RENEW);
    case.pin(&[&package("1", "own left")]);
    let said = case.refusal(&[]);
    for wanted in [
        "\nError in fail: libdemo 1 for amd64: cannot be downloaded, and the mirror has no suite testsuite any more.
  file      pool/main/libdemo_1_amd64.deb
  reason    apt-get update failed:
",
        " testsuite Release' does not have a Release file.
A suite leaves the mirrors some time after its support has ended. What it had is then in the archive of
old releases that its publisher keeps, and in snapshot services, which have an archive as of each day.
Name the base URL of one of these (`archive` in own_left.yaml, then bazel run @them//:update).\n",
    ] {
        assert!(said.contains(wanted), "expected{wanted}but Bazel said\n{said}");
    }
}

#[test]
fn a_successor_that_another_key_signed_is_refused() {
    let (case, successor) = dropped("own_forged");
    publish(&case.mirror, &Key::of_seed(2), &[&successor]);
    let said = case.refusal(&[]);
    assert!(said.contains("is not signed"), "{said}");
    assert!(
        said.contains("\nthis renews the lock on a machine with apt: bazel run @them//:update\n"),
        "{said}"
    );
}

#[test]
fn without_its_keyring_nothing_is_healed() {
    let (case, _) = dropped("own_keyless");
    fs::remove_file(case.keyring()).expect("the keyring");
    let said = case.refusal(&[]);
    let reason = format!(
        "  reason    the archive's keys are not in {}, which the lock names\n",
        case.keyring().display()
    );
    assert!(said.contains(&reason), "{said}");
    // Armoured, as owners publish them, it is as good.
    fs::write(case.keyring(), case.key.armoured()).expect("the keyring");
    case.fetched();
    has(&case, "own_keyless");
}
