//! Successors that the archive's key does not vouch for: refused.

use crate::case::Case;
use archive::{
    deb, in_archive, index_of, put_index, put_release, release, Answer, Entry, Key, Package,
};

fn package(version: &str, text: &str) -> Package {
    Package::new(
        "libdemo",
        version,
        deb(&[("usr/lib/demo", Entry::File(text))]),
    )
}

/// A case whose pin was dropped for a successor.
fn dropped(name: &'static str) -> (Case, Package) {
    let case = Case::new(name);
    let successor = package("2", name);
    case.pin(&[&package("1", &format!("{name} old"))]);
    case.publish(&[&successor]);
    (case, successor)
}

/// Refused because apt doesn't trust the archive; `reason` is a part of what apt says.
fn distrusted(case: &Case, reason: &str) {
    let said = case.refusal(&[]);
    let start = "\nError in fail: libdemo 1 for amd64: cannot be downloaded, and the archive cannot be asked why.
  file      pool/main/libdemo_1_amd64.deb
  reason    apt-get update failed:
";
    assert!(
        said.contains(start),
        "expected{start}but Bazel said\n{said}"
    );
    assert!(
        said.contains(reason),
        "expected {reason:?}, but Bazel said\n{said}"
    );
    // The way out that is named is to mend, not to trust.
    assert!(
        said.contains(
            "\nthis renews the lock on a machine with apt: ./tools/bazel run //:update\n"
        ),
        "{said}"
    );
}

fn heals(case: &Case, successor: &Package, text: &str) {
    case.publish(&[successor]);
    let said = case.fetched();
    assert_eq!(said.matches("has dropped").count(), 1, "{said}");
    assert_eq!(
        case.tree(),
        ["lib -> usr/lib".to_owned(), format!("usr/lib/demo: {text}")]
    );
}

#[test]
fn a_release_without_signature() {
    let (case, successor) = dropped("unsigned");
    put_release(&case.mirror, &release(&index_of(&[&successor])));
    distrusted(&case, "InRelease");
    heals(&case, &successor, "unsigned");
}

#[test]
fn a_release_signed_by_another_key() {
    let (case, successor) = dropped("other_key");
    let stranger = Key::of_seed(2);
    put_release(
        &case.mirror,
        &stranger.clear_sign(&release(&index_of(&[&successor]))),
    );
    distrusted(&case, "is not signed");
    heals(&case, &successor, "other_key");
}

#[test]
fn a_release_changed_after_it_was_signed() {
    let (case, successor) = dropped("changed_release");
    let forged = index_of(&[&package("3", "forged")]);
    let signed = case.key.clear_sign(&release(&index_of(&[&successor])));
    let (honest, changed) = (release(&index_of(&[&successor])), release(&forged));
    put_index(&case.mirror, &forged);
    put_release(&case.mirror, &signed.replace(&honest, &changed));
    distrusted(&case, "is not signed");
    heals(&case, &successor, "changed_release");
}

#[test]
fn an_index_that_the_release_does_not_list() {
    let (case, successor) = dropped("changed_index");
    put_index(&case.mirror, &index_of(&[&package("3", "forged")]));
    distrusted(&case, "E: Failed to fetch");
    heals(&case, &successor, "changed_index");
}

#[test]
fn a_successor_that_is_not_the_listed_file() {
    let (case, successor) = dropped("changed_successor");
    let forged = package("2", "forged");
    case.mirror
        .put(&in_archive(&successor.path()), Answer::Whole(forged.deb));
    case.refused(&format!(
        "\
libdemo 2 for amd64: testsuite lists it, but the mirror does not deliver it, or not whole.
  file      pool/main/libdemo_2_amd64.deb
  expected  sha256 {}, {} bytes
Bazel's warning above says what came instead. The mirror may be in the middle of an update: try
again later, or use another one (--repo_env=DEBIAN_MIRROR=...).",
        successor.sha256(),
        successor.deb.len(),
    ));
    heals(&case, &successor, "changed_successor");
}
